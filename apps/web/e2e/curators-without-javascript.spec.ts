import { expect, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, hasTouch: true });

test("on a phone without JavaScript: fill a feed, rename an event, undo, look for feeds", async ({
  page,
}) => {
  await signInAsCurator(page);
  const title = unique("Beach clean");
  await publishEvents(page, [{ uid: "beach", title, inDays: 11 }]);
  await page.goto(`/admin/events?search=${encodeURIComponent(title)}`);
  await page.getByRole("link", { name: title }).tap();
  await page.locator("summary").filter({ hasText: "Title" }).tap();
  const renamed = unique("Shore clean");
  await page.getByLabel("Title", { exact: true }).fill(renamed);
  await page.getByRole("button", { name: "Rename" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: renamed })).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).tap();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.goto("/admin/feeds/find");
  await page.getByLabel("Address of the homepage").fill("localhost");
  await page.getByRole("button", { name: "Find its feeds" }).tap();
  // The page asks for itself again until it is known.
  await expect(page.getByRole("heading", { level: 1, name: "What was found" })).toBeVisible({
    timeout: 30_000,
  });
});
