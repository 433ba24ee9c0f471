import { expect, type Page, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";
import { firstAdmin, newPerson, register, signIn } from "./support/people";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS =
  "header a, nav a, main form input:not([type=hidden], [type=checkbox]), main select, main button, main summary";
const PAGES = [
  "/admin/inbox",
  "/admin/events",
  "/admin/events/1",
  "/admin/venues",
  "/admin/venues/add",
  "/admin/venues/1",
  "/admin/places",
  "/admin/duplicates",
  "/admin/decisions",
  "/admin/submissions",
  "/admin/submissions/7a127435-0bbc-48c4-9607-f79895d9fde6",
  "/admin/reports",
];

test("a member is refused the pages of curators in words", async ({ page }) => {
  await register(page, newPerson());
  for (const path of PAGES) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole("heading", { name: "Not for this account" })).toBeVisible();
  }
});

test("curators and admins begin at the inbox, whose pages lead to one another", async ({
  page,
}) => {
  await signInAsCurator(page);
  await page.getByRole("link", { name: "Curate" }).click();
  await expect(page).toHaveURL("/admin/inbox");
  await expect(page.getByRole("link", { name: /Feeds in trouble/ })).toBeVisible();
  await expectWell(page, "curate-inbox");
  await expectLargeTargets(page, TARGETS);
  await page.getByRole("link", { name: /Submissions$/ }).click();
  for (const name of ["Reports", "Places", "Duplicates", "Submissions"]) {
    const inbox = page.getByRole("navigation", { name: "Inbox" });
    await inbox.getByRole("link", { name }).click();
    await expect(inbox.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
    await expect(
      page.getByRole("navigation", { name: "Curate" }).getByRole("link", { name: "Inbox" }),
    ).toHaveAttribute("aria-current", "page");
  }
  await expect(page.getByRole("link", { name: "Accounts" })).toHaveCount(0);
  expect((await page.goto("/admin"))?.status()).toBe(403);
});

test("an admin has the curators' pages and the admins'", async ({ page }) => {
  await signIn(page, firstAdmin());
  await page.getByRole("link", { name: "Admin" }).click();
  await expect(page).toHaveURL("/admin/inbox");
  const links = page.getByRole("navigation", { name: "Admin" }).getByRole("link");
  await expect(links).toHaveText([
    "Inbox",
    "Events",
    "Venues",
    "Feeds",
    "Decisions",
    "Operations",
    "Accounts",
    "What was done",
  ]);
});

test("addresses of nothing are answered in words", async ({ page }) => {
  await signInAsCurator(page);
  const nowhere = [
    "/admin/events/999999999",
    "/admin/events/x",
    "/admin/events/-1",
    "/admin/venues/999999999",
    "/admin/feeds/999999999",
    "/admin/runs/999999999",
    "/admin/feeds/find/7a127435-0bbc-48c4-9607-f79895d9fde6",
    "/admin/events?before=x",
    "/admin/decisions?before=0",
    "/admin/submissions/7a127435-0bbc-48c4-9607-f79895d9fde6",
    "/admin/submissions/7",
    "/admin/reports?before=x",
    "/admin/places?before=1e99",
    "/admin/duplicates?offset=-1",
  ];
  for (const path of nowhere) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
});

test("an event is hidden and shown, renamed and given back, and each is undone", async ({
  page,
}) => {
  await signInAsCurator(page);
  const title = unique("Moonlight paddle");
  await publishEvents(page, [{ uid: "paddle", title, inDays: 12, location: "Harbor Hall" }]);
  await find(page, title);
  await expectWell(page, "curate-events");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expectWell(page, "curate-event");
  await expectLargeTargets(page, TARGETS);

  await page.getByText("Hide it").click();
  await page.getByLabel("Reason").fill("Not open to everybody");
  await page.getByRole("button", { name: "Hide the event" }).click();
  await expect(page.getByRole("status")).toHaveText("The event is hidden: it appears nowhere.");
  await expect(page.getByText("Not open to everybody")).toBeVisible();
  await expect(page.getByRole("link", { name: "See it as readers do" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show it again" }).click();
  await page.getByRole("link", { name: "See it as readers do" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.goBack();

  const renamed = unique("Paddle under the moon");
  await summary(page, "Title").click();
  await page.getByLabel("Title", { exact: true }).fill(renamed);
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { level: 1, name: renamed })).toBeVisible();
  await expect(page.getByText(`${title} → ${renamed}`)).toBeVisible();
  await expect(summary(page, "Title")).toContainText("Decided by a curator");

  await summary(page, "Categories").click();
  await page.getByRole("checkbox", { name: "Outdoors" }).check();
  await page.getByRole("button", { name: "Set the categories" }).click();
  await expect(page.getByRole("status")).toContainText("The categories are as you say");

  await summary(page, "Venue").click();
  await page.getByLabel("Where all its dates are").selectOption("Cannery Cinema");
  await page.getByRole("button", { name: "Set the venue" }).click();
  await expect(page.getByRole("status")).toContainText("The venue is as you say");
  await expect(page.getByText("as its sources say → Cannery Cinema")).toBeVisible();
  await expectWell(page, "curate-event-decided");

  await page.getByRole("button", { name: /^Undo “Renamed”/ }).click();
  await expect(page.getByRole("status")).toHaveText("That decision is undone.");
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await summary(page, "Venue").click();
  await page.getByRole("button", { name: "Leave it to its sources" }).first().click();
  await expect(page.getByRole("status")).toHaveText("That is left to its sources again.");
  await page.getByRole("button", { name: /^Undo “Venue chosen”/ }).click();
  await expect(page.getByRole("alert")).toContainText("undo that one first");
  await expectWell(page, "curate-event-refused");

  await page.goto("/admin/decisions");
  await expect(page.getByRole("link", { name: title }).first()).toBeVisible();
  await expectWell(page, "curate-decisions");
  await expectLargeTargets(page, TARGETS);
  await page
    .getByRole("button", { name: /^Undo “Venue left to its sources”/ })
    .first()
    .click();
  await expect(page.getByRole("status")).toHaveText("That decision is undone.");
});

test("an event is merged into another and split off again", async ({ page }) => {
  await signInAsCurator(page);
  const one = unique("Reading under the oaks");
  const other = unique("Oak tree storytime");
  await publishEvents(page, [
    { uid: "one", title: one, inDays: 15 },
    { uid: "other", title: other, inDays: 16 },
  ]);
  await find(page, other);
  await page.getByRole("link", { name: other }).click();
  await page.getByText("Merge it into another event").click();
  await page.getByLabel("The other event").fill(one);
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expectWell(page, "curate-event-merging");
  await page.getByRole("button", { name: /^Merge into this/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: one })).toBeVisible();
  await expect(page.getByText("A curator merged it.")).toBeVisible();
  await expectWell(page, "curate-event-merged");
  await page.getByRole("button", { name: "Split off" }).click();
  await expect(page.getByRole("status")).toContainText("stands for itself now");
  await find(page, other);
  await page.getByRole("link", { name: other }).click();
  await expect(page.getByText("Its address is this event's.")).toBeVisible();
});

async function find(page: Page, title: string): Promise<void> {
  await page.goto("/admin/events");
  await page.getByLabel("Title, address or number").fill(title);
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
}

function summary(page: Page, label: string) {
  return page.locator("summary").filter({ hasText: label });
}
