import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { startFixtureApi } from "./support/fixture-api";
import { startSite } from "./support/site-process";

const CLOCK = join(import.meta.dirname, "support", "clock-forward.cjs");

for (const daysForward of [0, 1, 2, 3, 4, 5, 6]) {
  test(`the home page holds ${daysForward} days from now`, async ({ page }) => {
    const api = await startFixtureApi({ daysForward });
    const site = await startSite({
      API_INTERNAL_URL: api.url,
      // Quoted: a path may hold spaces.
      NODE_OPTIONS: `--require ${JSON.stringify(CLOCK)}`,
      DAYS_FORWARD: String(daysForward),
    });
    const response = await page.goto(site.url);
    expect(response?.status()).toBe(200);
    const today = new Date(Date.now() + daysForward * 86_400_000).toLocaleDateString("en-US", {
      timeZone: "America/New_York",
      weekday: "long",
      month: "long",
      day: "numeric",
    });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(today);
    const order = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(order.filter((title) => title !== "Before tonight")).toEqual([
      "Tonight",
      "This weekend",
      "Free",
      "On for longer",
      "The days ahead",
      "Subscribe",
    ]);
    await expectAccessible(page);
    await site.stop();
    api.stop();
  });
}
