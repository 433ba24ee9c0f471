import { describe, expect, test } from "vitest";
import { eventJsonLd, toScriptText } from "./event-json-ld";
import { sampleOccurrence } from "./samples/occurrence";
import { paragraphsOf, summaryOf } from "./text-blocks";
import { groupByArea } from "./venue-areas";

const SITE = { url: "https://srq.example" };

describe("the description for machines", () => {
  test("leaves out what is unknown", () => {
    const occurrence = sampleOccurrence();
    const description = eventJsonLd(occurrence.event, occurrence, SITE);
    expect(description).toEqual({
      "@context": "https://schema.org",
      "@type": "Event",
      name: "Jazz night",
      url: "https://srq.example/events/jazz-night",
      startDate: "2026-11-22T00:00:00Z",
      endDate: "2026-11-22T02:00:00Z",
      eventStatus: "https://schema.org/EventScheduled",
    });
  });

  test("tells cancelled, moved and all-day dates as such", () => {
    const cancelled = sampleOccurrence({ status: "cancelled", all_day: true });
    expect(eventJsonLd(cancelled.event, cancelled, SITE)).toMatchObject({
      startDate: "2026-11-21",
      endDate: "2026-11-21",
      eventStatus: "https://schema.org/EventCancelled",
    });
    const moved = sampleOccurrence({ moved_from_utc: "2026-11-21T00:00:00Z" });
    expect(eventJsonLd(moved.event, moved, SITE)).toMatchObject({
      eventStatus: "https://schema.org/EventRescheduled",
      previousStartDate: "2026-11-21T00:00:00Z",
    });
  });

  test("cannot end the script element that it stands in", () => {
    const text = toScriptText({ name: "</script><script>alert(1)</script>" });
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toEqual({ name: "</script><script>alert(1)</script>" });
  });
});

test("paragraphs are parted by blank lines only", () => {
  expect(paragraphsOf("One\r\nline\r\n\r\n \nTwo\n\n\n")).toEqual(["One\nline", "Two"]);
  expect(paragraphsOf(" \n ")).toEqual([]);
});

test("a summary ends at a word and within its length", () => {
  expect(summaryOf("short  text", 20)).toBe("short text");
  const summary = summaryOf("words ".repeat(50), 40);
  expect(summary.length).toBeLessThanOrEqual(40);
  expect(summary).toMatch(/words…$/);
  expect(summaryOf("x".repeat(100), 40)).toHaveLength(40);
});

test("venues stand under their part of town, without regard to articles", () => {
  const venue = (id: number, name: string, area: string | null) => ({
    id,
    name,
    area,
    slug: `v${id}`,
    address: null,
  });
  const groups = groupByArea([
    venue(1, "The Lantern Room", "Downtown"),
    venue(2, "Marina", null),
    venue(3, "Kiosk", "Downtown"),
    venue(4, "Zoo", "Bayfront"),
  ]);
  expect(groups.map(({ area, venues }) => [area, venues.map(({ id }) => id)])).toEqual([
    ["Bayfront", [4]],
    ["Downtown", [3, 1]],
    [null, [2]],
  ]);
});
