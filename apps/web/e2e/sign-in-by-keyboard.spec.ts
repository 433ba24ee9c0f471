import { expect, type Page, test } from "@playwright/test";
import { newPerson, type Person, register } from "./support/people";
import { expectWell } from "./support/well";

async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return focused?.labels?.[0]?.textContent ?? focused?.textContent ?? "";
    });
    if (reached === name) {
      return;
    }
  }
  throw new Error(`The keyboard does not reach “${name}”.`);
}

async function typeSignIn(page: Page, { email, password }: Person): Promise<void> {
  await tabTo(page, "E-mail address");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

test("signing in needs no pointer, and a refusal is the first thing that is read", async ({
  page,
}) => {
  const person = newPerson();
  await register(page, person);
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.goto("/sign-in?then=/venues");
  await typeSignIn(page, { ...person, password: "not-my-password" });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("do not belong together");
  await expect(alert).toBeFocused();
  await expect(page).toHaveTitle(/^Not done yet: Sign in/);
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expectWell(page, "sign-in-refused");

  // On from the alert: the next stop is the first field.
  await alert.focus();
  await typeSignIn(page, person);
  await expect(page).toHaveURL("/venues");
  await tabTo(page, "Account");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account");
});

test("what is focused can be seen", async ({ page }) => {
  await page.goto("/sign-in");
  for (const name of ["E-mail address", "Password", "Sign in"]) {
    await tabTo(page, name);
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement as Element).outlineStyle,
    );
    expect(outline, name).toBe("solid");
  }
});

test("a field's message is tied to the field and reached from the summary", async ({ page }) => {
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Wren Alder");
  await page.getByLabel("E-mail address").fill(newPerson().email);
  await page.getByLabel("Password").fill("aaaaaaaaaaaa");
  await page.getByRole("button", { name: "Make the account" }).click();
  const password = page.getByLabel("Password");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(password).toBeFocused();
});
