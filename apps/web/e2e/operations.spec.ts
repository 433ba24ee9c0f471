import { expect, test } from "@playwright/test";
import { firstAdmin, newPerson, register, signIn } from "./support/people";
import { expectLargeTargets, expectWell } from "./support/well";

const PAGE = "/admin/operations";

test("an admin sees at a glance how the installation is", async ({ page }) => {
  await signIn(page, firstAdmin());
  await page.getByRole("link", { name: "Admin" }).click();
  await page.getByRole("link", { name: "Operations" }).click();
  await expect(page).toHaveURL(PAGE);
  await expect(page.getByRole("heading", { level: 1, name: "Operations" })).toBeVisible();

  const system = page.getByRole("region", { name: "System" });
  await expect(system.getByText(/^The schema is at \d{8}_\d{4}, as the code is\.$/)).toBeVisible();
  await expect(system.getByText(/^srq_hpn_app uses \d+ of its \d+ database/)).toBeVisible();
  await expect(system.getByText(/^18\.\d+/)).toBeVisible();
  const work = page.getByRole("region", { name: "Work" });
  await expect(work.getByText("1 worker heard of within a minute.")).toBeVisible();
  await expect(work.getByRole("listitem").filter({ hasText: "Worker" })).toContainText("Fine");
  // Without Docker nothing backs up, so nothing is said of backups.
  await expect(page.getByRole("region", { name: "Backups and disk" })).toHaveCount(0);

  await expectWell(page, "operations");
  await expectLargeTargets(page, "nav a");
});

test("the page works without scripts and in the dark", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: "dark" });
  const page = await context.newPage();
  await signIn(page, firstAdmin());
  expect((await page.goto(PAGE))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 3, name: "Job queue" })).toBeVisible();
  await context.close();
});

test("nobody but an admin is told", async ({ page }) => {
  await page.goto(PAGE);
  await expect(page).toHaveURL(/\/sign-in/);
  await register(page, newPerson());
  expect((await page.goto(PAGE))?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "Not for this account" })).toBeVisible();
});
