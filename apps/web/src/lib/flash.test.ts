import { describe, expect, test } from "vitest";
import { clearedFlashCookie, type Flash, flashCookie, flashCookieName, readFlash } from "./flash";

const REFUSED: Flash = {
  form: "name",
  isRefused: true,
  status: 422,
  message: "Please look at the field below.",
  fieldMessages: { display_name: "Please give a name." },
  values: { display_name: "“Zoë” 😀; a=b, c\n" },
};

function kept(flash: Flash): Flash | null {
  const line = flashCookie("/account", flash, { isSecure: false });
  return readFlash(line.split(";")[0]?.split("=")[1]);
}

describe("what a page has to say once", () => {
  test("comes back as it was", () => {
    expect(kept(REFUSED)).toEqual(REFUSED);
  });

  test("waits for its page alone, for a minute, out of every script's reach", () => {
    const line = flashCookie("/account/sessions", REFUSED, { isSecure: true });
    expect(line).toMatch(
      /^srq_flash_account_sessions=[\w-]+; Path=\/account\/sessions; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(clearedFlashCookie("/account", { isSecure: false })).toBe(
      "srq_flash_account=; Path=/account; Max-Age=0; HttpOnly; SameSite=Lax",
    );
  });

  test("has a name of its own on every page", () => {
    expect(flashCookieName("/sign-in")).toBe("srq_flash_sign-in");
    expect(flashCookieName("/account")).not.toBe(flashCookieName("/account/sessions"));
  });

  test.each([
    ["many fields", Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`f${n}`, "x"]))],
    ["long values", { a: "x".repeat(9_000), b: "y".repeat(9_000) }],
    ["wide letters", Object.fromEntries(["a", "b", "c", "d"].map((n) => [n, "😀".repeat(900)]))],
  ])("always fits into a cookie: %s", (_, values) => {
    const flash = { ...REFUSED, values, fieldMessages: values };
    expect(flashCookie("/account", flash, { isSecure: true }).length).toBeLessThan(4_096);
    expect(kept(flash)).toMatchObject({ form: "name", status: 422, message: REFUSED.message });
  });

  test.each([
    undefined,
    "",
    "not base64 §",
    "bm8ganNvbg",
    encoded(null),
    encoded([]),
    encoded("text"),
    encoded({ ...REFUSED, status: 1000 }),
    encoded({ ...REFUSED, status: "422" }),
    encoded({ ...REFUSED, form: 7 }),
    "x".repeat(5_000),
  ])("is nothing where it is none of ours: %j", (value) => {
    expect(readFlash(value)).toBeNull();
  });

  test("loses what is no text", () => {
    const odd = { ...REFUSED, values: { a: 1, b: "b" }, fieldMessages: null };
    expect(readFlash(encoded(odd))).toMatchObject({ values: { b: "b" }, fieldMessages: {} });
  });
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
