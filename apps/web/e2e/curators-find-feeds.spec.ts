import { expect, type Page, test } from "@playwright/test";
import { calendarText, signInAsCurator, unique } from "./support/curators";
import { startPublisher } from "./support/publisher";
import { expectWell } from "./support/well";

const DAYS = [5, 12, 19, 26, 33, 40];

test("the feeds of a homepage are found, one is added, tried, read, and believed when it shrinks", async ({
  page,
}) => {
  test.setTimeout(150_000);
  await signInAsCurator(page);
  const title = unique("House concert");
  const dates = DAYS.map((inDays) => ({ uid: `day-${inDays}`, title, inDays }));
  const publisher = await startPublisher(calendarText(dates));

  await page.goto("/admin/feeds/find");
  await page.getByLabel("Address of the homepage").fill(publisher.homepage);
  await page.getByRole("button", { name: "Find its feeds" }).click();
  await expect(page.getByText(title).first()).toBeVisible({ timeout: 40_000 });
  await expectWell(page, "curate-found");

  await page
    .getByRole("link", { name: /^Add this feed/ })
    .first()
    .click();
  await expect(page.getByLabel("Address of the feed")).toHaveValue(publisher.calendar);
  await page.getByLabel("Name of a new source").fill(unique("Our house"));
  await page.getByLabel("Name of the feed").fill(unique("Concerts"));
  await page.getByLabel("From now on").selectOption("Keep it paused");
  await expectWell(page, "curate-feed-add-found");
  await page.getByRole("button", { name: "Add this feed" }).click();
  await expect(page.getByRole("status")).toContainText("The feed is added, and paused.");

  await page.getByRole("button", { name: "Try without storing" }).click();
  await expect(page.getByText("Would be new")).toBeVisible({ timeout: 40_000 });
  await expectWell(page, "curate-dry-run");
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Concerts/ })
    .click();
  await expect(page.getByText("It was never read.")).toBeVisible();

  await page.getByRole("button", { name: "Resume" }).click();
  await readNow(page, 1);
  await expect(page.getByRole("row").filter({ hasText: "Complete" })).toContainText("6");

  publisher.publish(calendarText(dates.slice(0, 2)));
  const feed = page.url();
  await readNow(page, 2);
  const isRight = page.getByRole("region", { name: "Is this right?" });
  await expect(isRight).toBeVisible();
  await expectWell(page, "curate-feed-halved");
  await isRight.getByRole("button", { name: "This is right" }).click();
  await expect(page.getByRole("status")).toContainText("believed this time");
  await expect(async () => {
    await page.goto(feed);
    await expect(isRight).toHaveCount(0, { timeout: 1_000 });
    await expect(page.getByText("In trouble", { exact: true })).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
  await publisher.close();
});

test("a known address is looked at before it is added", async ({ page }) => {
  await signInAsCurator(page);
  const title = unique("Salon");
  const publisher = await startPublisher(calendarText([{ uid: "salon", title, inDays: 8 }]));
  await page.goto("/admin/feeds/find");
  await page.getByLabel("Address of the feed").fill(publisher.calendar);
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByText(title)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("link", { name: /^Add this feed/ })).toBeVisible();
  await publisher.close();
});

/** Has the feed read, and waits until it has that many readings. */
async function readNow(page: Page, readings: number): Promise<void> {
  const feed = page.url();
  await page.getByRole("button", { name: "Read it now" }).click();
  await expect(page.getByRole("status")).toContainText("is being read");
  await expect(async () => {
    await page.goto(feed);
    await expect(page.getByRole("row").nth(readings)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
}
