import { type Browser, expect, test } from "@playwright/test";

const ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"];

async function textInZone(browser: Browser, timezoneId: string, path: string): Promise<string> {
  const context = await browser.newContext({ timezoneId });
  const page = await context.newPage();
  await page.goto(path, { waitUntil: "networkidle" });
  const text = (await page.locator("main").textContent()) ?? "";
  await context.close();
  return text;
}

test("whoever looks from wherever reads the same times", async ({ browser, page }) => {
  await page.goto("/");
  const event = await page.locator("main li h3 a, main li h4 a").first().getAttribute("href");
  const day = await page
    .getByRole("navigation", { name: "Days" })
    .getByRole("link")
    .nth(1)
    .getAttribute("href");
  for (const path of ["/", day ?? "", event ?? ""]) {
    // Once more if a minute struck between the three: an event may just have begun.
    await expect(async () => {
      const texts = await Promise.all(ZONES.map((zone) => textInZone(browser, zone, path)));
      expect(texts[0]).toMatch(/\d (am|pm)|noon|midnight|All day/i);
      expect(new Set(texts).size, path).toBe(1);
    }).toPass({ timeout: 30_000 });
  }
});
