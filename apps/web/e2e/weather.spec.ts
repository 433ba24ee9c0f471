import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { startFixtureApi } from "./support/fixture-api";
import { localDay, ZONE } from "./support/fixture-city";
import { takeScreenshots } from "./support/screenshots";
import { startSite } from "./support/site-process";

const WORDS = "Weather: Partly cloudy, 63 to 81\u00a0°F";

function dayAfter(days: number): string {
  return localDay(new Date(Date.now() + days * 86_400_000));
}

test("the weather is told of the days that it is known for, and of no other", async ({ page }) => {
  const api = await startFixtureApi();
  const site = await startSite({ API_INTERNAL_URL: api.url, SITE_TIMEZONE: ZONE });
  // A page that is drawn for the first time on a busy machine does without.
  await expect(async () => {
    await page.goto(site.url);
    await expect(page.locator("main header").first()).toContainText(WORDS, { timeout: 100 });
  }).toPass();
  // Today in the head, and the day after tomorrow where it stands; a Friday may stand twice.
  expect(await page.getByText(/°F/).count()).toBeLessThanOrEqual(4);
  await expectAccessible(page);
  await takeScreenshots(page, "home-with-weather");
  await expect(async () => {
    await page.goto(`${site.url}/day/${dayAfter(2)}`);
    await expect(page.locator("main header").first()).toContainText(WORDS, { timeout: 100 });
  }).toPass();
  await page.goto(`${site.url}/day/${dayAfter(1)}`);
  await expect(page.getByText(/°[FC]/)).toHaveCount(0);
  await site.stop();
  api.stop();
});

test("no page waits for weather that does not come", async ({ page }) => {
  const api = await startFixtureApi({ hasWeather: false });
  const site = await startSite({ API_INTERNAL_URL: api.url, SITE_TIMEZONE: ZONE });
  await page.goto(`${site.url}/venues`);
  const began = Date.now();
  const response = await page.goto(site.url);
  expect(response?.status()).toBe(200);
  // The API itself is given up on after five seconds.
  expect(Date.now() - began).toBeLessThan(4_000);
  await expect(page.getByRole("heading", { name: "Tonight" })).toBeVisible();
  await expect(page.getByText(/°[FC]/)).toHaveCount(0);
  await site.stop();
  api.stop();
});
