import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { ADMIN } from "../src/features/accounts/model/samples/account";
import { type ApiAnswers, startAccountsApi } from "./support/fixture-api";
import { startSite } from "./support/site-process";
import { expectWell } from "./support/well";

test.describe.configure({ mode: "default" });

const OPTIONS = { is_registration_open: true, password_length: { minimum: 10, maximum: 200 } };
const answers: ApiAnswers = {};
let api: Awaited<ReturnType<typeof startAccountsApi>>;
let site: Awaited<ReturnType<typeof startSite>>;

test.beforeAll(async () => {
  api = await startAccountsApi(answers);
  site = await startSite({ API_INTERNAL_URL: api.url });
});

test.beforeEach(() => {
  for (const asked of Object.keys(answers)) {
    delete answers[asked];
  }
  answers["GET /api/auth/options"] = [200, OPTIONS];
  api.asked.length = 0;
});

test.afterAll(async () => {
  await site.stop();
  api.stop();
});

async function holdAccessCookie(context: BrowserContext): Promise<void> {
  await context.addCookies([{ name: "srq_access", value: "a.b.c", url: site.url }]);
}

function timesAsked(method: string, path: string): number {
  return api.asked.filter((one) => one.method === method && one.path === path).length;
}

test("about a reader without the cookie nobody asks", async ({ page }) => {
  for (const path of ["/", "/venues"]) {
    await page.goto(site.url + path);
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  }
  expect(timesAsked("GET", "/api/auth/me")).toBe(0);
});

for (const [what, answer] of [
  ["fails", [500, {}]],
  ["is away", [503, {}]],
  ["is silent", "silent"],
] as const) {
  test(`a public page stays whole where the API ${what} about its reader`, async ({
    page,
    context,
  }) => {
    answers["GET /api/auth/me"] = answer as ApiAnswers[string];
    await holdAccessCookie(context);
    const began = Date.now();
    const response = await page.goto(`${site.url}/venues`);
    expect(response?.status()).toBe(200);
    expect(Date.now() - began).toBeLessThan(4_000);
    await expect(page.getByRole("heading", { name: "Venues" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
    await expect(page.locator("script[src], script:not([type])")).toHaveCount(0);
  });
}

test("somebody whose sign-in ran out is offered to sign in", async ({ page, context }) => {
  await holdAccessCookie(context);
  await page.goto(site.url);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("an admin finds the admins' pages from every page, once asked for", async ({
  page,
  context,
}) => {
  answers["GET /api/auth/me"] = [200, ADMIN];
  await holdAccessCookie(context);
  await page.goto(site.url);
  await expect(page.getByRole("link", { name: "Admin" })).toHaveAttribute("href", "/admin/inbox");
  expect(timesAsked("GET", "/api/auth/me")).toBe(1);
});

for (const hasCookie of [false, true]) {
  test(`a page for one person sends others to renew, cookie or not (${hasCookie})`, async ({
    context,
  }) => {
    if (hasCookie) {
      await holdAccessCookie(context);
    }
    for (const path of ["/account", "/account/sessions", "/admin?action=a.b&before=7"]) {
      const response = await context.request.get(site.url + path, { maxRedirects: 0 });
      expect(response.status(), path).toBe(307);
      expect(response.headers().location).toBe(`/api/auth/resume?to=${encodeURIComponent(path)}`);
      expect(response.headers()["cache-control"]).toBe("no-store");
    }
  });
}

test("the sign-in page is there for whom the API does not know, and leads on whom it does", async ({
  page,
  context,
}) => {
  await holdAccessCookie(context);
  expect((await page.goto(`${site.url}/sign-in`))?.status()).toBe(200);
  answers["GET /api/auth/me"] = [200, ADMIN];
  await page.goto(`${site.url}/sign-in?then=/venues`);
  await expect(page).toHaveURL(`${site.url}/venues`);
  for (const elsewhere of ["//elsewhere.example", "https://elsewhere.example", "/\\x.example"]) {
    const address = `${site.url}/sign-in?then=${encodeURIComponent(elsewhere)}`;
    const response = await context.request.get(address, { maxRedirects: 0 });
    expect(response.headers().location, elsewhere).toBe("/account");
  }
});

test("registration that is closed says so", async ({ page }) => {
  answers["GET /api/auth/options"] = [200, { ...OPTIONS, is_registration_open: false }];
  expect((await page.goto(`${site.url}/register`))?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "Registration is closed" })).toBeVisible();
  await expectWell(page, "registration-closed");
  await page.goto(`${site.url}/sign-in`);
  await expect(page.getByRole("link", { name: "Make an account" })).toHaveCount(0);
});

test("opening a link out of a mail spends nothing, the button does", async ({ page }) => {
  answers["POST /api/auth/email/verify"] = [200, ADMIN];
  const response = await page.goto(`${site.url}/verify-email?token=t`);
  expect(response?.headers()["referrer-policy"]).toBe("same-origin");
  expect(timesAsked("POST", "/api/auth/email/verify")).toBe(0);
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you: your e-mail address is confirmed.");
  await expect(page).toHaveURL(`${site.url}/verify-email`);
  expect(timesAsked("POST", "/api/auth/email/verify")).toBe(1);
  await expectWell(page, "verify-email-done");
});

test("a new password leads to signing in with it", async ({ page }) => {
  answers["POST /api/auth/password/reset"] = [204, null];
  await page.goto(`${site.url}/reset-password?token=t`);
  await page.getByLabel("New password").fill("a heron on the pier");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page).toHaveURL(`${site.url}/sign-in`);
  await expect(page.getByRole("status")).toContainText("Please sign in with the new one.");
  await expectWell(page, "sign-in-done");
});

async function trySigningIn(page: Page): Promise<number> {
  await page.goto(`${site.url}/sign-in`);
  await page.getByLabel("E-mail address").fill(ADMIN.email);
  await page.getByLabel("Password").fill("a heron on the pier");
  const answered = page.waitForResponse((response) => {
    const request = response.request();
    return request.isNavigationRequest() && request.method() === "GET";
  });
  await page.getByRole("button", { name: "Sign in" }).click();
  return (await answered).status();
}

test("trying too often is told with the time to wait", async ({ page }) => {
  answers["POST /api/auth/login"] = [429, { code: "too_many_attempts", detail: "x" }];
  expect(await trySigningIn(page)).toBe(429);
  await expect(page.getByRole("alert")).toContainText("Please wait a while");
});

test("an API that cannot serve now changes nothing, and says so on the form", async ({ page }) => {
  answers["POST /api/auth/login"] = [503, { code: "busy", detail: "x" }];
  expect(await trySigningIn(page)).toBe(503);
  await expect(page.getByRole("alert")).toContainText("nothing was changed");
  await expect(page.getByLabel("E-mail address")).toHaveValue(ADMIN.email);
});

test("an answer that never comes is waited for some seconds, and sent for once", async ({
  page,
}) => {
  answers["POST /api/auth/login"] = "silent";
  expect(await trySigningIn(page)).toBe(503);
  await expect(page.getByRole("alert")).toContainText("may or may not have been done");
  expect(timesAsked("POST", "/api/auth/login")).toBe(1);
  await expectWell(page, "sign-in-lost");
});

test("pages that cannot do without the API say so with status 503", async ({ page, context }) => {
  await holdAccessCookie(context);
  answers["GET /api/auth/me"] = [503, {}];
  answers["GET /api/auth/options"] = [503, {}];
  for (const path of ["/account", "/account/sessions", "/admin", "/admin/accounts", "/register"]) {
    const response = await page.goto(site.url + path);
    expect(response?.status(), path).toBe(503);
    await expect(
      page.getByRole("heading", { name: "This page is unavailable right now" }),
    ).toBeVisible();
  }
  await expectWell(page, "accounts-unavailable");
  for (const path of ["/sign-in", "/forgot-password", "/verify-email?token=t"]) {
    expect((await page.goto(site.url + path))?.status(), path).toBe(200);
  }
});

test("what is no form of ours is refused in words", async ({ request }) => {
  const submit = `${site.url}/sign-in/submit`;
  const own = { Origin: site.url };
  const foreign = await request.post(submit, {
    form: { email: "a", password: "b", onward: "" },
    headers: { Origin: "https://elsewhere.example" },
  });
  expect(foreign.status()).toBe(403);
  expect(await foreign.text()).toContain("not sent from a page of this site");
  for (const rubbish of [{ form: { a: "b" } }, { data: { email: "a" } }, { data: "\u0000" }]) {
    const response = await request.post(submit, { ...rubbish, headers: own });
    expect(response.status()).toBe(400);
    expect(await response.text()).toContain("To the form");
  }
  const large = await request.post(submit, { form: { email: "x".repeat(300_000) }, headers: own });
  expect(large.status()).toBe(413);
  expect((await request.get(submit)).status()).toBe(405);
  expect(timesAsked("POST", "/api/auth/login")).toBe(0);
});

test("a flash that is none of ours is taken away and says nothing", async ({ page, context }) => {
  await context.addCookies([
    { name: "srq_flash_sign-in", value: "rubbish", domain: "127.0.0.1", path: "/sign-in" },
  ]);
  expect((await page.goto(`${site.url}/sign-in`))?.status()).toBe(200);
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await context.cookies(`${site.url}/sign-in`)).toEqual([]);
});

test("many forms at once all hear that the API is silent, while pages are drawn", async ({
  request,
}) => {
  answers["POST /api/auth/login"] = "silent";
  const submit = async () => {
    const response = await request.post(`${site.url}/sign-in/submit`, {
      form: { email: ADMIN.email, password: "a heron on the pier", onward: "" },
      headers: { Origin: site.url },
      maxRedirects: 0,
      timeout: 20_000,
    });
    return response.status();
  };
  const statuses = Promise.all(Array.from({ length: 40 }, submit));
  // Drawing pages makes the server collect memory, and a signal alone be forgotten.
  const drawnUntil = Date.now() + 5_000;
  while (Date.now() < drawnUntil) {
    await Promise.all(Array.from({ length: 6 }, () => request.get(`${site.url}/sign-in`)));
  }
  expect(new Set(await statuses)).toEqual(new Set([303]));
});
