import { expect, type Page, test } from "@playwright/test";
import { publishEvents, signInAsCurator, unique } from "./support/curators";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS =
  "header a, nav a, main form input:not([type=hidden], [type=checkbox]), main select, main button, main summary";

test("a submission is read, changed and published", async ({ page }) => {
  await signInAsCurator(page);
  const title = unique("Porch concert");
  await submit(page, { title });
  await page.goto("/admin/inbox");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("Waiting", { exact: true })).toBeVisible();
  await expectWell(page, "curate-submission");
  await expectLargeTargets(page, TARGETS);

  await page.getByLabel("Begins").fill("2020-01-01T19:00");
  await page.getByLabel("Ends").fill("2020-01-01T20:00");
  await page.getByRole("button", { name: "Change the submission" }).click();
  await expect(page.getByLabel("Begins")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Begins")).toHaveAccessibleDescription(/lies in the past/);
  await expectWell(page, "curate-submission-refused");
  await page.getByLabel("Begins").fill(`${localDay(18)}T18:30`);
  await page.getByLabel("Ends").fill("");
  await page.getByLabel("Price").fill("Free");
  await page.getByRole("checkbox", { name: "Live Music" }).check();
  await page.getByRole("button", { name: "Change the submission" }).click();
  await expect(page.getByRole("status")).toHaveText("The submission is changed.");

  await page.getByRole("button", { name: "Put it on the calendar" }).click();
  await expect(page.getByRole("status")).toHaveText("It is on the calendar.");
  await expectWell(page, "curate-submission-published");
  await page.getByRole("link", { name: "The event that it became" }).click();
  await page.getByRole("link", { name: "See it as readers do" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("a submission is refused with a reason", async ({ page }) => {
  await signInAsCurator(page);
  const title = unique("Great discounts");
  await submit(page, { title });
  await page.goto("/admin/submissions");
  await expectWell(page, "curate-submissions");
  await page.getByRole("link", { name: title }).click();
  await page.getByText("Refuse it").first().click();
  await page.getByLabel("Reason").fill("This is an advertisement.");
  await page.getByRole("button", { name: "Refuse it" }).click();
  await expect(page.getByRole("status")).toContainText("It is refused.");
  await expect(page.getByText("Refused: This is an advertisement.")).toBeVisible();
  await page.goto("/admin/submissions");
  await expect(page.getByRole("link", { name: title })).toHaveCount(0);
  await page
    .getByRole("navigation", { name: "State" })
    .getByRole("link", { name: "Refused" })
    .click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("a report leads to its event, is settled and opened again", async ({ page }) => {
  await signInAsCurator(page);
  const title = unique("Dune planting");
  await publishEvents(page, [{ uid: "dune", title, inDays: 17 }]);
  await page.goto(`/admin/events?search=${encodeURIComponent(title)}`);
  await page.getByRole("link", { name: title }).click();
  const id = page.url().split("/").at(-1);
  const message = unique("It begins at eight, not at six.");
  await send(page, `/api/events/${id}/reports`, { kind: "wrong", message });

  await page.goto("/admin/inbox");
  await page.getByRole("link", { name: title }).click();
  await expect(page).toHaveURL(/\/admin\/reports#report-\d+$/);
  const report = page.getByRole("listitem").filter({ hasText: message });
  await expect(report).toContainText("Something is wrong");
  await expectWell(page, "curate-reports");
  await expectLargeTargets(page, TARGETS);
  await report.getByRole("button", { name: /^Put right/ }).click();
  await expect(page.getByRole("status")).toContainText("noted as put right");
  await expect(report).toHaveCount(0);
  await page
    .getByRole("navigation", { name: "State" })
    .getByRole("link", { name: "Put right" })
    .click();
  await report.getByRole("button", { name: /^Open it again/ }).click();
  await expect(page.getByRole("status")).toHaveText("The report is open again.");
  await page.goto("/admin/reports");
  await report.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

async function submit(page: Page, { title }: { title: string }): Promise<void> {
  await send(page, "/api/submissions", {
    title,
    start: `${localDay(18)}T19:00`,
    end: `${localDay(18)}T21:00`,
    location: "Harbor Hall",
    description: "Songs on the porch.\n\nBring a chair.",
    url: "https://porch.example/concert",
    contact_email: "porch@example.org",
  });
}

/** Sends what a reader's form would, as soon as the trap for programs lets it through. */
async function send(page: Page, path: string, body: object): Promise<void> {
  const api = page.context().request;
  const headers = { Origin: new URL(page.url()).origin };
  const opened = await api.get("/api/submissions/form-token");
  const { form_token } = (await opened.json()) as { form_token: string };
  await expect(async () => {
    const answer = await api.post(path, { headers, data: { ...body, form_token } });
    expect(answer.status(), await answer.text()).toBe(201);
  }).toPass({ timeout: 15_000 });
}

function localDay(inDays: number): string {
  return new Date(Date.now() + inDays * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}
