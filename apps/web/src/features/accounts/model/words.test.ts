import { describe, expect, test } from "vitest";
import { textOf } from "@/lib/address-text";
import { resumePath } from "@/lib/resume-path";
import type { Account } from "./account-types";
import { actionWords, changesOf } from "./audit-words";
import { withOnward } from "./paths";
import { readerLinks } from "./reader-links";
import { ADMIN } from "./samples/account";

describe("an entry of the trail", () => {
  test.each([
    ["account.role_changed", "Account: role changed"],
    ["session.ended", "Session: ended"],
    ["restart", "Restart"],
    ["", ""],
  ])("of the action %j is called %j", (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  test("tells what was changed, and nothing else", () => {
    const before = { role: "member", is_active: true, email: "a@b.example" };
    const after = { role: "admin", is_active: false, email: "a@b.example" };
    expect(changesOf(before, after)).toEqual([
      { name: "role", before: "member", after: "admin" },
      { name: "is active", before: "yes", after: "no" },
    ]);
  });

  test("tells what began and what ended", () => {
    expect(changesOf(null, { limits: { a: 1 } })).toEqual([
      { name: "limits", before: null, after: '{"a":1}' },
    ]);
    expect(changesOf({ a: 1, b: null }, null)).toEqual([{ name: "a", before: "1", after: null }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});

describe("a text out of an address", () => {
  test("is the first of its name, trimmed", () => {
    expect(textOf([" a ", "b"])).toBe("a");
    expect(textOf("a")).toBe("a");
  });

  test.each([undefined, "", "  ", "a\u0000b", "x".repeat(201), []])("%j is none", (value) => {
    expect(textOf(value)).toBe("");
  });
});

describe("the frame of a page", () => {
  const labels = (reader: Parameters<typeof readerLinks>[0]) =>
    readerLinks(reader, "/admin/inbox").map(({ label }) => label);

  test("offers to sign in, the account, and to those who look after the site their pages", () => {
    expect(labels("nobody")).toEqual(["Sign in"]);
    expect(labels({ ...ADMIN, role: "member" })).toEqual(["Account"]);
    expect(labels({ ...ADMIN, role: "curator" })).toEqual(["Curate", "Account"]);
    expect(labels(ADMIN)).toEqual(["Admin", "Account"]);
  });

  test("leads curators and admins to where their work begins", () => {
    const [first] = readerLinks({ ...ADMIN, role: "curator" }, "/admin/inbox");
    expect(first).toEqual({ href: "/admin/inbox", label: "Curate" });
    expect(readerLinks(ADMIN, "/admin/inbox")[0]?.href).toBe("/admin/inbox");
  });

  test("without a calendar has nothing for curators", () => {
    const hrefs = (role: Account["role"]) =>
      readerLinks({ ...ADMIN, role }, null).map(({ href }) => href);
    expect(hrefs("curator")).toEqual(["/account"]);
    expect(hrefs("admin")).toEqual(["/admin", "/account"]);
  });

  test("offers the account where nobody knows who reads", () => {
    expect(labels(null)).toEqual(["Account"]);
  });
});

test("an address on the way keeps where it leads", () => {
  expect(resumePath("/admin?action=a.b&before=7")).toBe(
    "/api/auth/resume?to=%2Fadmin%3Faction%3Da.b%26before%3D7",
  );
  expect(withOnward("/sign-in", "/venues?a=b&c")).toBe("/sign-in?then=%2Fvenues%3Fa%3Db%26c");
  expect(withOnward("/sign-in", "")).toBe("/sign-in");
});
