import { expect, type Page } from "@playwright/test";

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Somebody whom no other test knows. */
export function newPerson(name = "Wren Alder"): Person {
  const unique = crypto.randomUUID().slice(0, 8);
  return {
    name,
    email: `member-${unique}@example.org`,
    password: `quiet-harbour-${unique}`,
  };
}

/** The admin that the product was started with. */
export function firstAdmin(): Person {
  const { E2E_ADMIN_EMAIL = "", E2E_ADMIN_PASSWORD = "" } = process.env;
  return { name: "Admin", email: E2E_ADMIN_EMAIL, password: E2E_ADMIN_PASSWORD };
}

export async function register(page: Page, person: Person): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page).toHaveURL("/account");
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await sendSignIn(page, person);
  await expect(page).toHaveURL("/account");
}

export async function sendSignIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
