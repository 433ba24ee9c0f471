import { expect, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS =
  "header a, nav a, main form input:not([type=hidden], [type=checkbox]), main select, main button, main summary";

test("a place that nobody knows is answered for all its dates, and that is undone", async ({
  page,
}) => {
  await signInAsCurator(page);
  const place = unique("Harbor Hall Annex");
  const title = unique("Shanty evening");
  await publishEvents(page, [
    { uid: "one", title, inDays: 20, location: place },
    { uid: "two", title: unique("Knot tying"), inDays: 21, location: place },
  ]);
  await page.goto("/admin/inbox");
  await page.getByRole("link", { name: place }).click();
  await expect(page).toHaveURL(/\/admin\/places#place-\d+$/);
  const question = page.getByRole("region", { name: place });
  await expect(question.getByText("2 dates")).toBeVisible();
  await expectWell(page, "curate-places");
  await expectLargeTargets(page, TARGETS);

  await question
    .getByRole("button", { name: `(${place} is Harbor Hall)` })
    .first()
    .click();
  await expect(page.getByRole("status")).toHaveText(
    `Every date at “${place}” is linked, and every later one will be.`,
  );
  await expect(page.getByRole("region", { name: place })).toHaveCount(0);
  await page.goto(`/admin/venues?search=${encodeURIComponent(place)}`);
  await expect(page.getByRole("link", { name: "Harbor Hall", exact: true })).toBeVisible();

  await page.goto("/admin/decisions");
  const decision = page.getByRole("listitem").filter({ hasText: place });
  await expect(decision).toContainText("Place recognised");
  await decision.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("status")).toHaveText("That decision is undone.");

  await page.goto("/admin/places");
  await page.getByRole("region", { name: place }).getByText("A new venue").click();
  const region = page.getByRole("region", { name: place });
  await region.getByLabel("Area").fill("Harbour");
  await region.getByRole("button", { name: "Make it a venue" }).click();
  await expect(page.getByRole("status")).toContainText(`${place} is a venue now`);
});

test("a place that is none of ours is asked about no more", async ({ page }) => {
  await signInAsCurator(page);
  const place = unique("Cannery Cinema Loft");
  await publishEvents(page, [
    { uid: "one", title: unique("Loft talk"), inDays: 22, location: place },
  ]);
  await page.goto("/admin/places");
  await page.getByRole("button", { name: `None of our venues (${place})` }).click();
  await expect(page.getByRole("status")).toContainText("is none of our venues");
  await expect(page.getByRole("region", { name: place })).toHaveCount(0);
});

test("venues are added, renamed, known by other names, and merged", async ({ page }) => {
  await signInAsCurator(page);
  const name = unique("Sawgrass Pavilion");
  await page.goto("/admin/venues");
  await expectWell(page, "curate-venues");
  await page.getByRole("link", { name: "Add a venue" }).click();
  await expectWell(page, "curate-venue-add");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the venue" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByLabel("Another name").fill("Harbor Hall");
  await page.getByRole("button", { name: "Add the name" }).click();
  await expect(page.getByLabel("Another name")).toHaveAccessibleDescription(
    "Another venue goes by this name.",
  );
  const alias = unique("Grass");
  await page.getByLabel("Another name").fill(alias);
  await page.getByRole("button", { name: "Add the name" }).click();
  await expect(page.getByRole("button", { name: `Remove ${alias.toLowerCase()}` })).toBeVisible();
  await page.getByLabel("Area").fill("East end");
  await page.getByRole("button", { name: "Change the venue" }).click();
  await expect(page.getByRole("status")).toContainText("The venue is changed.");
  await expectWell(page, "curate-venue");
  await expectLargeTargets(page, TARGETS);

  await page.getByText("Merge it into another venue").click();
  await page.getByLabel("The other venue").fill("Cannery Cinema");
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await page.getByRole("button", { name: "Merge into this (Cannery Cinema)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cannery Cinema" })).toBeVisible();
  await page.goto(`/admin/venues?search=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("Merged", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Undo “Venue merged”/ }).click();
  await expect(page.getByRole("status")).toHaveText("That decision is undone.");
  await expect(page.getByText("Merged", { exact: true })).toHaveCount(0);
});
