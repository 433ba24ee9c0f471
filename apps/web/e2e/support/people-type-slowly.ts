import type { Page } from "@playwright/test";

/** Nobody fills in a form within three seconds, and whoever does is taken for a program. */
export async function typeAsSlowlyAsPeopleDo(page: Page): Promise<void> {
  await page.waitForTimeout(3_100);
}
