import { expect, test } from "@playwright/test";
import { newPerson, register, sendSignIn } from "./support/people";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, hasTouch: true });

test("on a phone without JavaScript: register, change, sign out, mistype, sign in", async ({
  page,
}) => {
  const person = newPerson();
  await register(page, person);
  await page.getByLabel("Your name").fill("Wren");
  await page.getByRole("button", { name: "Change the name" }).tap();
  await expect(page.getByRole("status")).toHaveText("Your name is changed.");
  await page.getByRole("button", { name: "Sign out" }).tap();
  await page.getByRole("link", { name: "Sign in" }).tap();
  await sendSignIn(page, { ...person, password: "not-my-password" });
  await expect(page.getByRole("alert")).toBeVisible();
  await sendSignIn(page, person);
  await expect(page.getByLabel("Your name")).toHaveValue("Wren");
});
