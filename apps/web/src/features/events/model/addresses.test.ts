import { describe, expect, test } from "vitest";
import { hasPage, neighbour } from "./calendar-span";
import {
  decodeSegment,
  idInsteadOfSegment,
  isPlausibleSlug,
  parseEventSegment,
} from "./event-segment";
import { externalLink } from "./external-link";
import { feedWords, filterWords, NO_FILTERS, pathWithFilters, readFilters } from "./filters";
import { addDays, type LocalDate } from "./local-date";

const TODAY = "2026-11-21" as LocalDate;

describe("an event's segment", () => {
  test.each([
    ["jazz-night", { slug: "jazz-night", eventId: null }],
    ["jazz-night--e7", { slug: "jazz-night", eventId: 7 }],
    ["a--e1--e22", { slug: "a--e1", eventId: 22 }],
    ["--e7", { slug: "--e7", eventId: null }],
    ["%", { slug: "%", eventId: null }],
  ])("%s is read", (segment, expected) => {
    expect(parseEventSegment(segment)).toEqual(expected);
  });

  test.each(["", "  ", "a\u0000b", "a/b", "a\\b", "x".repeat(201)])("%j is none", (segment) => {
    expect(parseEventSegment(segment)).toBeNull();
    expect(isPlausibleSlug(segment)).toBe(false);
  });

  test("survives broken percent-encoding", () => {
    expect(decodeSegment("%E0%A4%A")).toBeNull();
    expect(decodeSegment("caf%C3%A9")).toBe("café");
  });
});

describe("the pages of days", () => {
  test("reach years, not for ever", () => {
    expect(hasPage("9999-12-31" as LocalDate, TODAY)).toBe(false);
    expect(hasPage("0001-01-01" as LocalDate, TODAY)).toBe(false);
    expect(hasPage("2027-11-21" as LocalDate, TODAY)).toBe(true);
    expect(hasPage("2020-01-01" as LocalDate, TODAY)).toBe(true);
  });

  test("have no neighbour beyond their end", () => {
    const last = addDays(TODAY, 731) as LocalDate;
    expect(neighbour(last, 1, TODAY)).toBeNull();
    expect(neighbour(last, -1, TODAY)).toBe(addDays(TODAY, 730));
  });
});

describe("filters", () => {
  test("are read from the address, trimmed and in lower case", () => {
    expect(readFilters({ category: " Live-Music ", free: "TRUE" })).toEqual({
      category: "live-music",
      isFreeOnly: true,
    });
  });

  test.each([{}, { category: "" }, { free: "perhaps" }, { category: "x".repeat(101) }])(
    "%j narrows nothing",
    (parameters) => {
      expect(readFilters(parameters)).toEqual(NO_FILTERS);
    },
  );

  test("are told in words", () => {
    const categories = [{ id: 1, name: "Live Music", slug: "live-music" }];
    const words = (category: string | null, isFreeOnly: boolean) =>
      filterWords({ category, isFreeOnly }, categories);
    expect(words("live-music", true)).toBe("Only Live Music, only what is free.");
    expect(words(null, true)).toBe("Only what is free.");
    expect(words("opera", false)).toBe("Only “opera”.");
    expect(words(null, false)).toBeNull();
  });

  test("give each view one address", () => {
    expect(pathWithFilters("/", NO_FILTERS)).toBe("/");
    expect(pathWithFilters("/day/2026-11-21", { category: "a&b", isFreeOnly: true })).toBe(
      "/day/2026-11-21?category=a%26b&free=true",
    );
  });
});

describe("a link to another site", () => {
  test("leads to the web only", () => {
    expect(externalLink("https://www.example.org/a")).toEqual({
      href: "https://www.example.org/a",
      host: "example.org",
    });
    expect(externalLink("javascript:alert(1)")).toBeNull();
    expect(externalLink("data:text/html,x")).toBeNull();
    expect(externalLink("call us")).toBeNull();
    expect(externalLink(null)).toBeNull();
  });
});

describe("an id where a slug should stand", () => {
  test.each([
    ["63", 63],
    ["063", null],
    ["63a", null],
    ["63--e7", null],
    ["9".repeat(16), null],
  ])("%s", (segment, id) => {
    const parsed = parseEventSegment(segment);
    expect(parsed && idInsteadOfSegment(parsed)).toBe(id);
  });
});

describe("what a subscription holds", () => {
  const music = [{ id: 1, name: "Live Music", slug: "live-music" }];

  test.each([
    [NO_FILTERS, null, "all events"],
    [{ category: "live-music", isFreeOnly: true }, null, "free Live Music events"],
    [{ category: "no-such", isFreeOnly: false }, null, "all no-such events"],
    [{ category: null, isFreeOnly: true }, "Harbor Hall", "free events at Harbor Hall"],
  ])("%#: %s", (filters, place, words) => {
    expect(feedWords(filters, music, place)).toBe(words);
  });
});
