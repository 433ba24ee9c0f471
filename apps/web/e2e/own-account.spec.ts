import { expect, test } from "@playwright/test";
import { newPerson, register, sendSignIn, signIn } from "./support/people";
import { expectLargeTargets, expectWell } from "./support/well";

const TARGETS = "header a, nav a, main li > a, main form input:not([type=hidden]), main button";

test("an account from its beginning to a second sign-in", async ({ page }) => {
  const person = newPerson();
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in\?then=%2Faccount$/);
  await expectWell(page, "sign-in");
  await page.getByRole("link", { name: "Make an account" }).click();
  await expectWell(page, "register");
  await expectLargeTargets(page, TARGETS);

  await register(page, person);
  await expect(page.getByRole("status")).toContainText("Welcome!");
  await expect(page.getByText("is not confirmed yet")).toBeVisible();
  await expectWell(page, "account");
  await expectLargeTargets(page, TARGETS);

  await page.getByLabel("Your name").fill("Wren Alder-Finch");
  await page.getByRole("button", { name: "Change the name" }).click();
  await expect(page.getByRole("status")).toHaveText("Your name is changed.");
  await expect(page.getByLabel("Your name")).toHaveValue("Wren Alder-Finch");
  await page.reload();
  await expect(page.getByRole("status")).toHaveCount(0);

  await page.getByRole("button", { name: "Send the link again" }).click();
  await expect(page.getByRole("status")).toContainText("on its way");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?then=%2Faccount$/);

  await sendSignIn(page, person);
  await expect(page).toHaveURL("/account");
  await page.goto("/sign-in?then=/venues");
  await expect(page).toHaveURL("/venues");
  await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
});

test("a new password needs the old one, and counts from then on", async ({ page }) => {
  const person = newPerson();
  await register(page, person);
  const change = async (current: string, password: string) => {
    const form = page.getByRole("region", { name: "Password" });
    await form.getByLabel("Current password").fill(current);
    await form.getByLabel("New password").fill(password);
    await form.getByRole("button").click();
  };
  await change("not-my-password", "a heron on the pier");
  const current = page.getByRole("region", { name: "Password" }).getByLabel("Current password");
  await expect(current).toHaveAttribute("aria-invalid", "true");
  await expect(current).toHaveAccessibleDescription("This is not your current password.");
  await expect(current).toHaveValue("");
  await expectWell(page, "account-refused");

  await change(person.password, "a heron on the pier");
  await expect(page.getByRole("status")).toContainText("Your password is changed.");
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, { ...person, password: "a heron on the pier" });
});

test("a new e-mail address is to be confirmed again", async ({ page }) => {
  const person = newPerson();
  await register(page, person);
  const form = page.getByRole("region", { name: "E-mail address" });
  const other = newPerson();
  await form.getByLabel("New e-mail address").fill(other.email);
  await form.getByLabel("Current password").fill(person.password);
  await form.getByRole("button", { name: "Change the address" }).click();
  await expect(page.getByRole("status")).toContainText(other.email);
  await expect(form.getByText("is not confirmed yet")).toContainText(other.email);
});

test("an address that has an account is told at its field, and nothing typed is lost", async ({
  page,
}) => {
  const person = newPerson();
  await register(page, person);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto("/register");
  await page.getByLabel("Your name").fill("Somebody Else");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill("a heron on the pier");
  await page.getByRole("button", { name: "Make the account" }).click();
  const email = page.getByLabel("E-mail address");
  await expect(email).toHaveAccessibleDescription(/There is an account/);
  await expect(email).toHaveValue(person.email);
  await expect(page.getByLabel("Your name")).toHaveValue("Somebody Else");
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expectWell(page, "register-refused");
});

test("each device is listed and can be signed out from another", async ({ page, browser }) => {
  const person = newPerson();
  await register(page, person);
  const phone = await browser.newContext({
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  });
  const elsewhere = await phone.newPage();
  await signIn(elsewhere, person);

  await page.getByRole("link", { name: "Where you are signed in" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Safari on iPhone" })).toBeVisible();
  await expect(page.getByText("This one")).toHaveCount(1);
  await expectWell(page, "sessions");
  await expectLargeTargets(page, TARGETS);
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(page.getByRole("status")).toHaveText("That device is signed out.");
  await expect(page.getByRole("heading", { level: 2, name: "Safari on iPhone" })).toHaveCount(0);
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  await signIn(elsewhere, person);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toHaveText("You are signed out everywhere.");
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await phone.close();
});

test("a sign-in that ran out is renewed on the way, and a form then is sent again", async ({
  page,
  context,
}) => {
  await register(page, newPerson());
  await context.clearCookies({ name: "srq_access" });
  await page.goto("/account/sessions");
  await expect(page).toHaveURL("/account/sessions");

  await page.goto("/account");
  await page.getByLabel("Your name").fill("Wren Alder-Finch");
  await context.clearCookies({ name: "srq_access" });
  await page.getByRole("button", { name: "Change the name" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("alert")).toContainText("Please send it again.");
  await expect(page.getByLabel("Your name")).toHaveValue("Wren Alder-Finch");
  await page.getByRole("button", { name: "Change the name" }).click();
  await expect(page.getByRole("status")).toHaveText("Your name is changed.");

  await context.clearCookies({ name: "srq_access" });
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
});

test("a forgotten password is answered alike for every address", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expectWell(page, "forgot-password");
  await page.getByLabel("E-mail address").fill(newPerson().email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("status")).toContainText("If there is an account");
});

test("links out of mails that are spent, wrong or cut say what to do", async ({ page }) => {
  await page.goto("/verify-email?token=no-such-token");
  await expectWell(page, "verify-email");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("alert")).toContainText("has been used already, or has expired");
  await expectWell(page, "verify-email-refused");

  await page.goto("/reset-password?token=no-such-token");
  await expectWell(page, "reset-password");
  await page.getByLabel("New password").fill("a heron on the pier");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("alert")).toContainText("has been used already, or has expired");
  await expect(page.getByRole("link", { name: "Ask for a new link" })).toBeVisible();

  for (const path of ["/verify-email", "/reset-password?token="]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(400);
    await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
  }
  await expectWell(page, "incomplete-link");
});

test("the pages of accounts are kept by nobody and known to no search engine", async ({
  page,
  request,
}) => {
  await register(page, newPerson());
  const private_ = ["/account", "/account/sessions", "/verify-email?token=x"];
  for (const path of private_) {
    const headers = (await page.goto(path))?.headers() ?? {};
    expect(headers["cache-control"], path).toBe("no-store");
    expect(headers["x-robots-tag"], path).toBe("noindex");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
    await expect(page.locator("script[src], script:not([type])")).toHaveCount(0);
  }
  const robots = await (await request.get("/robots.txt")).text();
  for (const path of ["/account", "/admin", "/sign-in", "/reset-password"]) {
    expect(robots).toContain(`Disallow: ${path}\n`);
  }
});
