import { describe, expect, test } from "vitest";
import { isOwnOrigin } from "./own-origin";

const ASKED = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "srq.example" };
const isOwn = (headers: Record<string, string>) =>
  isOwnOrigin(new Headers(headers), "http://localhost:3000");

describe("the origin of a form", () => {
  test("is our own where it is the address that was asked, or the site's", () => {
    expect(isOwn({ ...ASKED, Origin: "https://srq.example" })).toBe(true);
    expect(isOwn({ ...ASKED, Origin: "http://localhost:3000" })).toBe(true);
  });

  test.each([
    "null",
    "",
    "http://srq.example",
    "https://srq.example:444",
    "https://srq.example.elsewhere.example",
    "https://elsewhere.example",
    "https://SRQ.example",
    "https://srq.example/",
    "http://localhost:30000",
  ])("%j is foreign", (origin) => {
    expect(isOwn({ ...ASKED, Origin: origin })).toBe(false);
  });

  test("is foreign where the browser does not tell, or nobody says what was asked", () => {
    expect(isOwn(ASKED)).toBe(false);
    expect(isOwn({ Origin: "null://null" })).toBe(false);
  });
});
