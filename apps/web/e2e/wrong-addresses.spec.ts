import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { takeScreenshots } from "./support/screenshots";

const NOWHERE = [
  "/day/2026-02-30",
  "/day/9999-12-31",
  "/day/0001-01-01",
  "/day/tomorrow",
  "/day/2026-11-21T00:00",
  "/day/%00",
  "/events/%25",
  "/events/_",
  "/events/no-such-event",
  "/events/no-such-event--e99999999999999999999",
  "/events/a--e0",
  "/events/%00",
  `/events/${"x".repeat(3000)}`,
  "/venues/no-such-venue",
  "/venues/%25",
  "/nowhere",
  "/metrics",
  "/internal/anything",
];

for (const path of NOWHERE) {
  test(`${path.slice(0, 60)} is not found`, async ({ request }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(404);
    expect(await response.text()).not.toContain("Error:");
  });
}

for (const path of ["/day/%", "/day/%E0%A4%A", "/events/%"]) {
  test(`${path} with its broken encoding is refused, by the edge or by the site`, async ({
    request,
  }) => {
    expect([400, 404]).toContain((await request.get(path)).status());
  });
}

test("a wrong date is explained", async ({ page }) => {
  const response = await page.goto("/day/2026-02-30");
  expect(response?.status()).toBe(404);
  await expect(page.getByText("“2026-02-30” is no day of the calendar.")).toBeVisible();
  await expectAccessible(page);
  await takeScreenshots(page, "not-found");
  await page.getByRole("link", { name: "To the calendar" }).click();
  await expect(page).toHaveURL("/");
});

test("nonsense in the query changes nothing", async ({ request }) => {
  for (const query of [
    "?category=",
    "?category=%00",
    "?free=perhaps",
    "?category=no-such",
    "?x=%",
  ]) {
    expect((await request.get(`/${query}`)).status(), query).toBe(200);
  }
});

test("a cursor that nobody gave out is not found", async ({ page }) => {
  await page.goto("/");
  const day = await page.locator("a[href^='/day/']").first().getAttribute("href");
  const response = await page.goto(`${day}?cursor=nonsense`);
  expect(response?.status()).toBe(404);
});

test("an event under another spelling of its address moves for good", async ({ page, request }) => {
  await page.goto("/");
  const path = await page.locator("main li a[href^='/events/']").first().getAttribute("href");
  const loud = (path ?? "").replace(/[^/]+$/, (segment) => segment.toUpperCase());
  const response = await request.get(loud, { maxRedirects: 0 });
  expect(response.status()).toBe(308);
  expect(response.headers().location).toMatch(new RegExp(`${path}$`));
});
