import { join } from "node:path";
import type { Page } from "@playwright/test";

const FOLDER = join(import.meta.dirname, "..", "..", "test-results", "screenshots");
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

/** The whole page on a phone and on a desktop, in light and dark, to be looked at by a person. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? SIZES.desktop;
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(FOLDER, `${name}-${size}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}
