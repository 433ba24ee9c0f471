import { expect, type Page, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";

async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return focused?.labels?.[0]?.textContent ?? focused?.textContent ?? "";
    });
    if (reached.startsWith(name)) {
      return;
    }
  }
  throw new Error(`The keyboard does not reach “${name}”.`);
}

test("an event is found, hidden and shown again without a pointer", async ({ page }) => {
  await signInAsCurator(page);
  const title = unique("Night heron count");
  await publishEvents(page, [{ uid: "heron", title, inDays: 14 }]);

  await page.goto("/admin/inbox");
  await tabTo(page, "Events");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/admin/events");
  await tabTo(page, "Title, address or number");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search=Night/);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await tabTo(page, title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await tabTo(page, "Hide it");
  await page.keyboard.press("Enter");
  await tabTo(page, "Reason");
  await page.keyboard.type("Herons are shy");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toBeFocused();
  await expect(page.getByRole("status")).toHaveText("The event is hidden: it appears nowhere.");
  await tabTo(page, "Show it again");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("The event appears again.");
});

test("the table of readings is scrolled by keyboard where it is wider than the screen", async ({
  page,
}) => {
  await signInAsCurator(page);
  await publishEvents(page, [{ uid: "one", title: unique("Reading"), inDays: 14 }]);
  await page.setViewportSize({ width: 360, height: 740 });
  const table = page.getByRole("region", { name: "Table of readings" });
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
});
