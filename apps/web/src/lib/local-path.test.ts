import { describe, expect, test } from "vitest";
import { localPathOr } from "./local-path";

const local = (text: string | null | undefined) => localPathOr("/fallback", text);

describe("where a form leads on to", () => {
  test.each([
    ["/", "/"],
    ["/account", "/account"],
    ["/day/2026-11-21?free=true#tonight", "/day/2026-11-21?free=true#tonight"],
    ["/venues/café", "/venues/caf%C3%A9"],
    ["/a/../b", "/b"],
    ["/?to=//elsewhere.example", "/?to=//elsewhere.example"],
    ["/@elsewhere.example", "/@elsewhere.example"],
    ["/:80", "/:80"],
  ])("%j is a path of this site", (text, path) => {
    expect(local(text)).toBe(path);
  });

  test.each([
    null,
    undefined,
    "",
    "account",
    "https://elsewhere.example/",
    "javascript:alert(1)",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "\t//elsewhere.example",
    " /account",
    "/a\u0000b",
    "/a\u0085b",
    "/a\r\nSet-Cookie: a=b",
    "/.//elsewhere.example",
    "/a/..//elsewhere.example",
    "/a/..\\\\elsewhere.example",
    "/%2e//elsewhere.example",
    `/${"x".repeat(2_000)}`,
  ])("%j is none", (text) => {
    expect(local(text)).toBe("/fallback");
  });

  test("can always be put into a header", () => {
    for (const text of ["/\ud800", "/😀?q=ä", "/%"]) {
      expect(() => new Headers({ Location: local(text) })).not.toThrow();
    }
  });
});
