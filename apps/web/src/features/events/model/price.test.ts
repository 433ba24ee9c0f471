import { describe, expect, test } from "vitest";
import { priceOf } from "./price";

describe("a price", () => {
  test("is free only where the source says so", () => {
    expect(priceOf({ is_free: true, price_text: null })).toEqual({
      kind: "free",
      words: "Free",
      detail: null,
    });
    expect(priceOf({ is_free: true, price_text: "Free" })).toMatchObject({ detail: null });
    expect(priceOf({ is_free: true, price_text: "Free with RSVP" })).toMatchObject({
      words: "Free",
      detail: "Free with RSVP",
    });
  });

  test("is never claimed where nothing is known", () => {
    expect(priceOf({ is_free: null, price_text: null })).toEqual({ kind: "unknown" });
    expect(priceOf({ is_free: null, price_text: "  " })).toEqual({ kind: "unknown" });
  });

  test("is repeated as the source wrote it", () => {
    expect(priceOf({ is_free: false, price_text: "$10–$15" })).toEqual({
      kind: "priced",
      words: "$10–$15",
    });
    expect(priceOf({ is_free: null, price_text: "Donations welcome" })).toMatchObject({
      words: "Donations welcome",
    });
  });

  test("is at least known to exist", () => {
    expect(priceOf({ is_free: false, price_text: null })).toEqual({
      kind: "priced",
      words: "Paid",
    });
  });
});
