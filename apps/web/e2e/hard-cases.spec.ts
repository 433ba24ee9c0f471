import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { startFixtureApi } from "./support/fixture-api";
import { localDay, ZONE } from "./support/fixture-city";
import { takeScreenshots } from "./support/screenshots";
import { startSite } from "./support/site-process";

test.describe.configure({ mode: "default" });

let api: Awaited<ReturnType<typeof startFixtureApi>>;
let site: Awaited<ReturnType<typeof startSite>>;

test.beforeAll(async () => {
  api = await startFixtureApi();
  // The server itself lives far from the city.
  site = await startSite({
    API_INTERNAL_URL: api.url,
    SITE_TIMEZONE: ZONE,
    TZ: "Pacific/Kiritimati",
  });
});

test.afterAll(async () => {
  await site.stop();
  api.stop();
});

const rowOf = (page: Page, title: string) => page.locator("main li", { hasText: title });

async function openHardDay(page: Page): Promise<void> {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
  await page.goto(`${site.url}/day/${localDay(inThreeDays)}`);
}

test("each status is told in words", async ({ page }) => {
  await openHardDay(page);
  await expect(rowOf(page, "Cancelled concert")).toContainText("Cancelled");
  await expect(rowOf(page, "Tentative talk")).toContainText("Not yet confirmed");
  await expect(rowOf(page, "Moved recital")).toContainText("Moved from 7 to 8 pm");
  await expectAccessible(page);
  await takeScreenshots(page, "hard-cases");
});

test("free is said only of what is free", async ({ page }) => {
  await openHardDay(page);
  await expect(rowOf(page, "Free picnic")).toContainText("Free");
  await expect(rowOf(page, "Priced dinner")).toContainText("$10–$15");
  await expect(rowOf(page, "Silent about its price")).not.toContainText(/free|\$|paid/i);
  await page.getByRole("link", { name: "Silent about its price" }).click();
  await expect(page.getByText("Not stated by the organiser")).toBeVisible();
});

test("times are the city's, though server and machine are elsewhere", async ({ page }) => {
  await openHardDay(page);
  await expect(rowOf(page, "Silent about its price")).toContainText("10 am to noon");
  await expect(rowOf(page, "Without an end").locator("time")).toHaveText("3 pm");
});

test("what began earlier stands apart and says until when", async ({ page }) => {
  await openHardDay(page);
  const section = page.locator("section", { hasText: "Still on from earlier days" });
  await expect(section).toContainText("Long exhibition");
  await expect(section).toContainText(/to \w{3} \d+/);
  await section.getByRole("link", { name: "Long exhibition" }).click();
  await expect(page.getByText(/^On now, to \w{3} \d+$/)).toBeVisible();
});

test("a title cannot become code", async ({ page }) => {
  await openHardDay(page);
  await page.locator("main a", { hasText: "taken over" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^<\/script><script>/);
  await expect(page).not.toHaveTitle("taken over");
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")[0].name).toContain("</script>");
});

test("a cancelled event says so before anything else", async ({ page }) => {
  await openHardDay(page);
  await page.getByRole("link", { name: "Cancelled concert" }).click();
  await expect(page.getByText(/^The date on .* is cancelled\.$/)).toBeVisible();
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")[0].eventStatus).toBe("https://schema.org/EventCancelled");
  await expectAccessible(page);
  await takeScreenshots(page, "event-cancelled");
});

test("a venue's website that is no web address is no link", async ({ page }) => {
  await page.goto(`${site.url}/venues/bayside-gallery`);
  await expect(page.locator("a[href^='javascript:']")).toHaveCount(0);
});
