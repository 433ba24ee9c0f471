import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";
import { takeScreenshots } from "./screenshots";

/** For everybody, on every screen; and kept as pictures for a person to look at. */
export async function expectWell(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNothingSpillsOver(page);
  await takeScreenshots(page, name);
}

/** On a phone of 360 pixels nothing may force the page to scroll sideways. */
async function expectNothingSpillsOver(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} on a phone`).toBeLessThanOrEqual(360);
  await page.setViewportSize(before ?? { width: 1280, height: 900 });
}

/** What a thumb is meant to meet is at least as large as one (WCAG 2.5.5). */
export async function expectLargeTargets(page: Page, targets: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const small = await page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility())
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML),
    targets,
  );
  expect(small, `targets of ${page.url()}`).toEqual([]);
  await page.setViewportSize(before ?? { width: 1280, height: 900 });
}
