import { expect, test } from "@playwright/test";
import {
  addUploadedFeed,
  calendarText,
  signInAsCurator,
  unique,
  uploadCalendar,
} from "./support/curators";
import { newPerson, register } from "./support/people";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS =
  "header a, nav a, main form input:not([type=hidden], [type=checkbox]), main select, main button, main summary";

test("a member is refused the pages of feeds in words", async ({ page }) => {
  await register(page, newPerson());
  for (const path of ["/admin/feeds", "/admin/feeds/find", "/admin/feeds/add", "/admin/feeds/1"]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { name: "Not for this account" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Curate" })).toHaveCount(0);
  }
});

test("a curator adds a source and a feed, fills it, and reads what that changed", async ({
  page,
}) => {
  await signInAsCurator(page);
  const source = unique("Pelican Press");
  const feed = unique("Evenings");
  await page.goto("/admin/feeds");
  await expect(page.getByRole("heading", { level: 1, name: "Feeds" })).toBeVisible();
  await expectWell(page, "curate-feeds");
  await expectLargeTargets(page, TARGETS);
  await page.getByRole("link", { name: "Add a feed" }).click();
  await expectWell(page, "curate-feed-add");
  await expectLargeTargets(page, TARGETS);

  await addUploadedFeed(page, { source, feed });
  await expect(page.getByRole("heading", { level: 1, name: feed })).toBeVisible();
  await expect(page.getByText("It was never read.")).toBeVisible();

  const kite = unique("Kite evening");
  const other = unique("Harbour sketching");
  await uploadCalendar(
    page,
    calendarText([
      { uid: "kite", title: kite, inDays: 9, location: "Somewhere by the water" },
      { uid: "harbour", title: other, inDays: 10 },
    ]),
  );
  await expect(page.getByRole("status")).toHaveText(
    "The file is stored: 2 dates found, 2 new, 0 changed.",
  );
  await uploadCalendar(
    page,
    calendarText([
      { uid: "kite", title: kite, inDays: 9, location: "Somewhere on the hill" },
      { uid: "harbour", title: other, inDays: 10 },
    ]),
  );
  await expect(page.getByRole("status")).toContainText("0 new, 1 changed.");
  await expect(page.getByRole("row")).toHaveCount(3);
  await expectWell(page, "curate-feed");
  await expectLargeTargets(page, TARGETS);

  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.getByText("Somewhere by the water → Somewhere on the hill")).toBeVisible();
  await expectWell(page, "curate-run");
  await expect(page.getByRole("link", { name: kite })).toBeVisible();
  await page.getByRole("button", { name: "Store it once more" }).click();
  await expect(page.getByRole("status")).toContainText("as a run of its own");
});

test("a file that is no calendar, or none at all, is refused in words", async ({ page }) => {
  await signInAsCurator(page);
  await addUploadedFeed(page, { source: unique("Otter Hall"), feed: unique("Programme") });
  await uploadCalendar(page, "<!doctype html><title>Please enable cookies</title>");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page).toHaveTitle(/^Not done yet/);
  await expectWell(page, "curate-feed-refused");
});

test("a file of more than ten megabytes arrives whole", async ({ page }) => {
  await signInAsCurator(page);
  await addUploadedFeed(page, { source: unique("Long Hall"), feed: unique("Archive") });
  const event = { uid: "one", title: unique("The last of a long file"), inDays: 5 };
  const padding = `X-PADDING:${"x".repeat(70)}\r\n`.repeat(150_000);
  const text = calendarText([event]).replace("VERSION:2.0\r\n", `VERSION:2.0\r\n${padding}`);
  await uploadCalendar(page, text);
  await expect(page.getByRole("status")).toContainText("1 date found, 1 new", { timeout: 30_000 });
});

test("settings are changed, refused at their field, and kept", async ({ page }) => {
  await signInAsCurator(page);
  await addUploadedFeed(page, { source: unique("Reed House"), feed: unique("Concerts") });
  const settings = page.getByRole("region", { name: "Settings" });
  await settings.getByLabel("Time zone").fill("America/Sarasota");
  await settings.getByRole("button").click();
  const zone = page.getByRole("region", { name: "Settings" }).getByLabel("Time zone");
  await expect(zone).toHaveAttribute("aria-invalid", "true");
  await expect(zone).toHaveValue("America/Sarasota");
  await zone.fill("America/Chicago");
  await page.getByRole("region", { name: "Settings" }).getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("The settings are changed");
  await expect(zone).toHaveValue("America/Chicago");

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("status")).toContainText("The feed is paused");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("status")).toContainText("read from now on");

  await page.getByRole("link", { name: "Remove this feed…" }).click();
  await expectWell(page, "curate-feed-remove");
  await page.getByRole("button", { name: "Remove this feed" }).click();
  await expect(page).toHaveURL("/admin/feeds");
  await expect(page.getByRole("status")).toContainText("The feed is removed.");
});

test("a look at an address that nothing answers is waited for, and told", async ({ page }) => {
  await signInAsCurator(page);
  await page.goto("/admin/feeds/find");
  await expectWell(page, "curate-find");
  await page.getByLabel("Address of the homepage").fill("localhost");
  await page.getByRole("button", { name: "Find its feeds" }).click();
  await expect(page).toHaveURL(/\/admin\/feeds\/find\/[0-9a-f-]{36}$/);
  await page.goto(`${page.url()}?by=hand`);
  await expectWell(page, "curate-looking");
  await page.goto(page.url().replace("?by=hand", ""));
  await expect(page.getByRole("heading", { level: 1, name: "What was found" })).toBeVisible({
    timeout: 30_000,
  });
  await expectWell(page, "curate-found-nothing");
});

test("the feed that is in trouble says why, and its failed reading too", async ({ page }) => {
  await signInAsCurator(page);
  await page.goto("/admin/feeds");
  const look = page.getByRole("region", { name: "To be looked at" });
  await look.getByRole("link").first().click();
  await expect(page.getByText("In trouble", { exact: true })).toBeVisible();
  await expectWell(page, "curate-feed-trouble");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expectWell(page, "curate-run-failed");
});

test("sources are added, changed and emptied", async ({ page }) => {
  await signInAsCurator(page);
  const name = unique("Heron Theatre");
  await page.goto("/admin/sources/add");
  await expectWell(page, "curate-source-add");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the source" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByLabel("Rank").fill("7");
  await page.getByRole("button", { name: "Change the source" }).click();
  await expect(page.getByText("believed at rank 7")).toBeVisible();
  await expectWell(page, "curate-source");
  await page.goto("/admin/sources/add");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the source" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/already/);
});
