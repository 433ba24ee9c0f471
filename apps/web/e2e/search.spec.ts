import { expect, type Page, test } from "@playwright/test";
import { expectLargeTargets, expectWell } from "./support/well";

const results = (page: Page) => page.getByRole("region", { name: /events? (for|to come)/ });

async function searchFor(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Search for events" }).fill(words);
  await page.keyboard.press("Enter");
}

test("from any page to what was looked for, though it was mistyped", async ({ page }) => {
  await page.goto("/venues");
  await searchFor(page, "lantren");
  await expect(page).toHaveURL("/search?q=lantren");
  await expect(page).toHaveTitle(/^lantren: search/);
  await expect(page.getByText(/^Nothing is listed for “lantren”, so this is for “/)).toBeVisible();
  await expect(results(page).getByRole("listitem").first()).toContainText("Lanterns");
  await expectWell(page, "search-corrected");
  await expectLargeTargets(page, "header a, nav a, main form input, main form button");
  await results(page).getByRole("link", { name: "A Harbor of Lanterns", exact: true }).click();
  await expect(page).toHaveURL("/events/a-harbor-of-lanterns");
});

test("results narrowed by links that can be kept, taken away and searched on", async ({ page }) => {
  await page.goto("/search?q=music");
  const narrow = page.getByRole("navigation", { name: "Narrow the results" });
  await narrow.getByRole("link", { name: /^Free/ }).click();
  await expect(page).toHaveURL("/search?q=music&free=true");
  const category = narrow.getByRole("link", { name: /^Live Music/ });
  const count = Number(((await category.textContent()) ?? "").match(/\d+/)?.[0]);
  await category.click();
  await expect(page).toHaveURL("/search?q=music&category=live-music&free=true");
  await expect(page.getByRole("heading", { level: 2, name: `${count} events for` })).toBeVisible();
  await expectWell(page, "search-narrowed");

  await searchFor(page, "jazz");
  await expect(page).toHaveURL("/search?q=jazz&category=live-music&free=true");
  const chosen = page.getByRole("navigation", { name: "Narrowed to" });
  await chosen.getByRole("link", { name: "Live Music" }).click();
  await expect(page).toHaveURL("/search?q=jazz&free=true");
  await page.getByRole("navigation", { name: "Days" }).getByRole("link", { name: "Today" }).click();
  await expect(page).toHaveURL(
    /\/search\?q=jazz&free=true&start=\d{4}-\d\d-\d\d&end=\d{4}-\d\d-\d\d$/,
  );
});

test("an event with many dates is one result that says so, and results go on", async ({ page }) => {
  await page.goto("/search");
  await expect(
    results(page)
      .getByText(/^The first of \d+ dates$/)
      .first(),
  ).toBeVisible();
  const first = await results(page).getByRole("heading", { level: 3 }).allInnerTexts();
  expect(first).toHaveLength(20);
  await page.getByRole("link", { name: "More results" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /, continued$/ })).toBeVisible();
  await page.getByRole("link", { name: "From the beginning" }).click();
  await expect(page).toHaveURL("/search");
});

test("where nothing is found, there are ways on", async ({ page }) => {
  await page.goto("/search?q=xyzzyplugh&free=true");
  await expect(
    page.getByRole("heading", { name: "Nothing was found for “xyzzyplugh”" }),
  ).toBeVisible();
  await expectWell(page, "search-empty");
  await page.getByRole("link", { name: "Search all of the calendar for “xyzzyplugh”" }).click();
  await expect(page).toHaveURL("/search?q=xyzzyplugh");
  await page.getByRole("link", { name: "Live Music", exact: true }).click();
  await expect(page).toHaveURL("/search?category=live-music");
});

test("what cannot be searched for is said in words, and searched for by nobody", async ({
  page,
}) => {
  for (const [query, words] of [
    [`q=${"x".repeat(201)}`, "at most 200 characters"],
    ["q=jazz&start=2026-02-30", "“2026-02-30” is no day"],
    ["start=2026-11-29&end=2026-11-27", "before the first"],
  ] as const) {
    const response = await page.goto(`/search?${query}`);
    expect(response?.status(), query).toBe(400);
    await expect(page.getByRole("alert"), query).toContainText(words);
  }
  await expectWell(page, "search-refused");
  expect((await page.goto("/search?cursor=nonsense"))?.status()).toBe(404);
  for (const query of [
    "q=%00",
    "q=%F0%9F%8E%BB",
    "q=%22%22%22",
    "q=(((|&!:*",
    "free=perhaps",
    "venue=%00",
  ]) {
    expect((await page.goto(`/search?${query}`))?.status(), query).toBe(200);
  }
});

test("search engines keep the page and none of its results", async ({ page }) => {
  await page.goto("/search");
  await expect(page.locator("meta[name=robots]")).toHaveCount(0);
  for (const query of ["q=jazz", "category=live-music"]) {
    await page.goto(`/search?${query}`);
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  }
});

test("by keyboard alone: skip, search, open", async ({ page }) => {
  await page.goto("/");
  const field = page.getByRole("searchbox", { name: "Search for events" });
  for (let pressed = 0; pressed < 10; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await field.evaluate((element) => element === document.activeElement)) {
      break;
    }
  }
  await expect(field).toBeFocused();
  await page.keyboard.type("jazz");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/search?q=jazz");
  await results(page).getByRole("link", { name: /jazz/i }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/events\//);
});

test.describe("on a phone without JavaScript", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, hasTouch: true });

  test("it works as well", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("searchbox").fill("jazz");
    await page.getByRole("button", { name: "Search" }).tap();
    await expect(page).toHaveURL("/search?q=jazz");
    await page.getByRole("link", { name: "Narrow by category, price or place" }).tap();
    await page
      .getByRole("navigation", { name: "Narrow the results" })
      .getByRole("link")
      .first()
      .tap();
    await expect(page).toHaveURL(/\/search\?q=jazz&category=/);
  });
});
