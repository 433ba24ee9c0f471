import { expect, test } from "@playwright/test";
import { expectLargeTargets, expectWell } from "./support/well";

test("from the foot of any page to whom the calendar is gathered from", async ({ page }) => {
  await page.goto("/venues");
  await page.getByRole("link", { name: "Where events come from" }).click();
  await expect(page).toHaveURL("/sources");
  await expect(page.getByText(/\d+ of \d+ calendars are read without trouble\./)).toBeVisible();

  const sources = page.getByRole("main").getByRole("listitem");
  const troubled = sources.filter({ has: page.getByRole("heading", { name: "Palm Row Guild" }) });
  await expect(troubled).toContainText("In trouble");
  await expect(troubled).toContainText("bot check");
  await expect(troubled).toContainText("It has never been read without trouble.");
  await expect(sources.first()).toContainText("Palm Row Guild");
  await expect(
    sources.filter({ has: page.getByRole("heading", { name: "Harbor Hall" }) }),
  ).toContainText("Working");
  await expectWell(page, "sources");
  await expectLargeTargets(page, "header a, footer a, main a");
});

test("what several tell of is listed once, and names them all", async ({ page }) => {
  await page.goto("/search?q=Gulf Light Symphony: Fire and Water");
  const title = "Gulf Light Symphony: Fire and Water";
  const found = page.getByRole("heading", { level: 3, name: title, exact: true });
  await found.first().getByRole("link").click();
  const told = page.locator("dl > div", { hasText: "As told by" });
  await expect(told.getByRole("link", { name: "Harbor Hall" })).toHaveAttribute(
    "href",
    /harbor-hall\.example/,
  );
  await expect(told.getByRole("link", { name: "The Coast Weekly" })).toHaveAttribute(
    "href",
    /coast-weekly\.example/,
  );
  await expect(page.locator("main img")).toHaveCount(0);
  await expectWell(page, "event-of-two-sources");
});
