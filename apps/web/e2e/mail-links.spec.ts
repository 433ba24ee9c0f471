import { expect, test } from "@playwright/test";
import { linkMailedTo } from "./support/mails";
import { newPerson, register, sendSignIn, signIn } from "./support/people";

test("the link in the first mail confirms the address, once", async ({ page, request }) => {
  const person = newPerson();
  await register(page, person);
  const link = await linkMailedTo(person.email, "/verify-email");
  // What looks into mails for harmful links opens them before their reader does.
  expect((await request.get(link)).status()).toBe(200);
  expect((await request.head(link)).status()).toBe(200);

  await page.goto(link);
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("status")).toContainText("is confirmed");
  await page.getByRole("link", { name: "To your account" }).click();
  await expect(page.getByText(`${person.email} is confirmed.`)).toBeVisible();

  await page.goto(link);
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("alert")).toContainText("has been used already");
});

test("whoever forgot a password chooses another by mail, and is signed out elsewhere", async ({
  page,
  browser,
}) => {
  const person = newPerson();
  const elsewhere = await (await browser.newContext()).newPage();
  await register(elsewhere, person);

  await page.goto("/forgot-password");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("status")).toContainText("If there is an account");
  await page.goto(await linkMailedTo(person.email, "/reset-password"));

  await page.getByLabel("New password").fill("aaaaaaaaaaaa");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("New password").fill("a heron on the pier");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page).toHaveURL("/sign-in");

  await sendSignIn(page, person);
  await expect(page.getByRole("alert")).toContainText("do not belong together");
  await signIn(page, { ...person, password: "a heron on the pier" });
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.context().close();
});
