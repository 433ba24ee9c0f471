import { expect, test } from "@playwright/test";
import { firstAdmin, newPerson, register, sendSignIn, signIn } from "./support/people";
import { expectLargeTargets, expectWell } from "./support/well";

test("a member is offered nothing of the admins', and is refused in words", async ({ page }) => {
  await register(page, newPerson());
  await expect(page.getByRole("link", { name: "Admin" })).toHaveCount(0);
  for (const path of ["/admin", "/admin/accounts"]) {
    expect((await page.goto(path))?.status()).toBe(403);
    await expect(page.getByRole("heading", { name: "Not for this account" })).toBeVisible();
  }
  await expectWell(page, "admin-refused");
});

test("an admin gives a role, shuts an account, and reads that both were done", async ({
  page,
  browser,
}) => {
  const member = newPerson("Juniper Vale");
  const elsewhere = await (await browser.newContext()).newPage();
  await register(elsewhere, member);

  await signIn(page, firstAdmin());
  await page.getByRole("link", { name: "Admin" }).click();
  await page.getByRole("link", { name: "What was done" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What was done" })).toBeVisible();
  await page.getByRole("link", { name: "Accounts" }).click();
  await page.getByLabel("Name or e-mail address").fill(member.email);
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([member.name]);

  await page.getByLabel("Role of Juniper Vale").selectOption("Curator");
  await page.getByRole("button", { name: "Save the role of Juniper Vale" }).click();
  await expect(page.getByRole("status")).toHaveText("Juniper Vale is now a curator.");
  await expect(page.getByLabel("Role of Juniper Vale")).toHaveValue("curator");
  await page.getByRole("button", { name: "Deactivate Juniper Vale" }).click();
  await expect(page.getByRole("status")).toHaveText("Juniper Vale can no longer sign in.");
  await expectWell(page, "admin-accounts");
  await expectLargeTargets(
    page,
    "header a, nav a, main li a, main form input:not([type=hidden]), main select, main button",
  );
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await sendSignIn(elsewhere, member);
  await expect(elsewhere.getByRole("alert")).toContainText("do not belong together");

  await page.getByRole("button", { name: "Activate Juniper Vale" }).click();
  await expect(page.getByRole("status")).toHaveText("Juniper Vale can sign in again.");

  await page.getByRole("link", { name: "What was done" }).click();
  await expect(page.getByText("member → curator").first()).toBeVisible();
  await expectWell(page, "audit-trail");
  await page.getByLabel("Only the action").fill("account.registered");
  await page.getByRole("button", { name: "Narrow" }).click();
  await expect(page).toHaveURL("/admin?action=account.registered");
  await expect(page.getByText("member → curator")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Account: registered" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Show everything" }).click();
  await expect(page).toHaveURL("/admin");
  await elsewhere.context().close();
});

test("the last admin stays one", async ({ page }) => {
  const admin = firstAdmin();
  await signIn(page, admin);
  await page.goto(`/admin/accounts?search=${encodeURIComponent(admin.email)}`);
  await page.getByRole("button", { name: "Deactivate Admin" }).click();
  await expect(page.getByRole("alert")).toContainText("This is the last active admin");
  await expect(page.getByRole("link", { name: "Admin", exact: true })).toBeVisible();
});

test("parts of the lists that do not exist are answered in words", async ({ page }) => {
  await signIn(page, firstAdmin());
  for (const query of ["before=x", "before=99999999999999999999", "before=0", "actor=nobody"]) {
    const status = (await page.goto(`/admin?${query}`))?.status();
    expect(status, query).toBe(404);
  }
  expect((await page.goto("/admin?before=1"))?.status()).toBe(200);
  await expect(page.getByText("Nothing is recorded here.")).toBeVisible();
  expect((await page.goto("/admin/accounts?search=%00%F0%9F%98%80"))?.status()).toBe(200);
});
