import { expect, test } from "@playwright/test";
import { expectLargeTargets, expectWell } from "./support/well";

test("from the home page to a day, an event and its venue", async ({ page }) => {
  await page.goto("/");
  for (const name of ["Tonight", "This weekend", "The days ahead"]) {
    await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  }
  await expectWell(page, "home");

  await page.getByRole("navigation", { name: "Days" }).getByRole("link").nth(2).click();
  await expect(page).toHaveURL(/\/day\/\d{4}-\d\d-\d\d$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\w+day, \w+ \d+$/);
  await expectWell(page, "day");

  // An event with a known venue tells where on its second line.
  await page.locator("main ol > li:has(p) h3 a").first().click();
  await expect(page).toHaveURL(/\/events\/[^/]+$/);
  await expect(page.getByText("When", { exact: true })).toBeVisible();
  await expectWell(page, "event");

  await page.locator("main dl a[href^='/venues/']").click();
  await expect(page).toHaveURL(/\/venues\/[^/]+$/);
  await expect(page.getByRole("heading", { level: 2, name: "Coming up" })).toBeVisible();
  await expectWell(page, "venue");
});

test("from the list of venues to one of them", async ({ page }) => {
  await page.goto("/venues");
  await expectWell(page, "venues");
  await page.locator("main li a").first().click();
  await expect(page).toHaveURL(/\/venues\/[^/]+$/);
});

test("day after day, forwards and back", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "All of today" }).click();
  const today = page.url();
  await page.locator("a[rel=next]").first().click();
  await expect(page).not.toHaveURL(today);
  await page.locator("a[rel=prev]").first().click();
  await expect(page).toHaveURL(today);
});

test("the calendar narrowed by links that can be kept", async ({ page }) => {
  await page.goto("/");
  const narrow = page.getByRole("navigation", { name: "Narrow the calendar" });
  await narrow.getByRole("link", { name: "Free", exact: true }).click();
  await expect(page).toHaveURL("/?free=true");
  await expect(narrow.getByRole("link", { name: "Free", exact: true })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await narrow.getByRole("link").nth(2).click();
  await expect(page).toHaveURL(/\?category=[\w-]+&free=true$/);
  await expectWell(page, "home-narrowed");
});

test("the keyboard reaches the content first, and every target is large enough", async ({
  page,
}) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();

  await expectLargeTargets(page, "header a, nav a, main li > a, main form input, main form button");
});
