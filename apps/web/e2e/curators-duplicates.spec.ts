import { expect, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS =
  "header a, nav a, main form input:not([type=hidden], [type=checkbox]), main select, main button, main summary";

test("a suspected pair is kept apart, or made one from either side", async ({ page }) => {
  await signInAsCurator(page);
  const apart = unique("Gull night");
  const same = unique("Lantern walk");
  await publishEvents(page, [
    { uid: "gull", title: apart, inDays: 25, location: "Harbor Hall" },
    { uid: "lantern", title: same, inDays: 26, location: "Harbor Hall" },
  ]);
  await publishEvents(page, [
    { uid: "gull", title: `${apart} with friends`, inDays: 25, location: "Harbor Hall" },
    { uid: "lantern", title: `${same} with friends`, inDays: 26, location: "Harbor Hall" },
  ]);
  await page.goto("/admin/duplicates");
  await expectWell(page, "curate-duplicates");
  await expectLargeTargets(page, TARGETS);
  await page.getByRole("button", { name: `Keep apart ${apart} and ${apart} with friends` }).click();
  await expect(page.getByRole("status")).toHaveText("They are two events, for ever.");
  await expect(page.getByRole("heading", { name: apart, exact: true })).toHaveCount(0);

  await page.getByRole("link", { name: `${same} with friends` }).click();
  const suspected = page.getByRole("region", { name: "Is it one of these?" });
  await expect(suspected.getByRole("link", { name: same })).toBeVisible();
  await expectWell(page, "curate-event-suspected");
  await suspected.getByRole("button", { name: `It is the same as ${same}` }).click();
  await expect(page.getByRole("status")).toContainText("The other event is part of this one now");
  await expect(page.getByText("A curator merged it.")).toBeVisible();

  await page.getByRole("button", { name: /^Undo “Merged”/ }).click();
  await expect(page.getByRole("status")).toHaveText("That decision is undone.");
  await page.goto("/admin/duplicates");
  await page
    .getByRole("button", { name: new RegExp(`^One event: keep this one \\(${same}, number`) })
    .click();
  await expect(page.getByRole("status")).toContainText("They are one event now.");
});
