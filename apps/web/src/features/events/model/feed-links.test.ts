import { describe, expect, test } from "vitest";
import { feedAlternates, feedLinks } from "./feed-links";

const NOTHING = { category: null, venue: null, isFreeOnly: false };

describe("the addresses of a slice of the calendar", () => {
  test.each([
    [NOTHING, "/feeds/events.ics"],
    [{ ...NOTHING, isFreeOnly: true }, "/feeds/events.ics?free=true"],
    [{ ...NOTHING, category: "live-music" }, "/feeds/categories/live-music.ics"],
    [
      { category: "live-music", venue: "harbor-hall", isFreeOnly: true },
      "/feeds/venues/harbor-hall.ics?category=live-music&free=true",
    ],
    [{ ...NOTHING, words: "blues & soul" }, "/feeds/events.ics?q=blues+%26+soul"],
    [{ ...NOTHING, venue: "a/b?" }, "/feeds/venues/a%2Fb%3F.ics"],
  ])("of %j", (filters, path) => {
    expect(feedLinks("https://srq.example", filters).ics).toBe(`https://srq.example${path}`);
  });

  test("a calendar program is handed the same address under its own scheme", () => {
    for (const origin of ["https://srq.example", "http://localhost:3000"]) {
      const { webcal } = feedLinks(origin, NOTHING);
      expect(webcal).toBe(`webcal://${new URL(origin).host}/feeds/events.ics`);
    }
  });

  test("a page's head names each form by its media type", () => {
    const alternates = feedAlternates(feedLinks("https://srq.example", NOTHING), "SRQ");
    expect(alternates.map(({ type, title }) => [type, title])).toEqual([
      ["application/rss+xml", "SRQ (RSS)"],
      ["application/feed+json", "SRQ (JSON Feed)"],
      ["text/calendar", "SRQ (iCalendar)"],
    ]);
  });
});
