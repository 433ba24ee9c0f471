import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { startFixtureApi, startSilentApi } from "./support/fixture-api";
import { takeScreenshots } from "./support/screenshots";
import { startSite } from "./support/site-process";

const PAGES = ["/", "/day/2026-11-21", "/events/any", "/venues", "/venues/any"];

test("with no API each page says so with status 503", async ({ page, request }) => {
  test.slow(); // Each page waits for an API that may be restarting.
  const api = await startFixtureApi();
  api.stop();
  const site = await startSite({ API_INTERNAL_URL: api.url });
  for (const path of PAGES) {
    const response = await page.goto(site.url + path);
    expect(response?.status(), path).toBe(503);
    expect(response?.headers()["retry-after"]).toBe("30");
    await expect(
      page.getByRole("heading", { name: "The calendar is unavailable right now" }),
    ).toBeVisible();
  }
  expect((await request.get(`${site.url}/sitemap.xml`)).status()).toBe(503);
  expect((await request.get(`${site.url}/web-health`)).status()).toBe(200);
  await expectAccessible(page);
  await takeScreenshots(page, "unavailable");
  await site.stop();
});

test("an API that never answers costs seconds, not minutes", async ({ request }) => {
  const api = await startSilentApi();
  const site = await startSite({ API_INTERNAL_URL: api.url });
  const asked = Date.now();
  expect((await request.get(site.url)).status()).toBe(503);
  expect(Date.now() - asked).toBeLessThan(10_000);
  await site.stop();
  api.stop();
});

test("without the feature events there is a home page and nothing else", async ({ page }) => {
  const site = await startSite({ FEATURES: "quiz", SITE_NAME: "Quiz Town" });
  expect((await page.goto(site.url))?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "Quiz Town" })).toBeVisible();
  await expectAccessible(page);
  for (const path of PAGES.slice(1)) {
    expect((await page.goto(site.url + path))?.status(), path).toBe(404);
  }
  await site.stop();
});
