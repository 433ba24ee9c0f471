import { describe, expect, test } from "vitest";
import { clockRangeWords, clockWords, minutesOfDay, zoneAbbreviation } from "./clock-words";

const NEW_YORK = "America/New_York";

describe("a time of day", () => {
  test.each([
    ["2026-11-22T00:00:00Z", "7 pm"],
    ["2026-11-22T00:30:00Z", "7:30 pm"],
    ["2026-11-21T17:00:00Z", "noon"],
    ["2026-11-21T05:00:00Z", "midnight"],
    ["2026-11-21T05:05:00Z", "12:05 am"],
    ["2026-07-01T23:00:00Z", "7 pm"],
  ])("%s reads %s in New York", (instant, words) => {
    expect(clockWords(new Date(instant), NEW_YORK)).toBe(words);
  });

  test("stays 7 pm across the change of clocks", () => {
    expect(clockWords(new Date("2026-03-07T00:00:00Z"), NEW_YORK)).toBe("7 pm");
    expect(clockWords(new Date("2026-03-13T23:00:00Z"), NEW_YORK)).toBe("7 pm");
  });

  test("jumps over the hour that the spring takes", () => {
    expect(minutesOfDay(new Date("2026-03-08T06:59:00Z"), NEW_YORK)).toBe(119);
    expect(minutesOfDay(new Date("2026-03-08T07:00:00Z"), NEW_YORK)).toBe(180);
  });

  test("does not care where it is read", () => {
    const instant = new Date("2026-11-22T00:00:00Z");
    expect(clockWords(instant, "Asia/Tokyo")).toBe("9 am");
    expect(clockWords(instant, "Asia/Kolkata")).toBe("5:30 am");
  });
});

describe("a span of hours", () => {
  test.each([
    ["2026-11-22T00:00:00Z", "2026-11-22T02:00:00Z", "7 to 9 pm"],
    ["2026-11-21T16:00:00Z", "2026-11-21T18:00:00Z", "11 am to 1 pm"],
    ["2026-11-21T15:00:00Z", "2026-11-21T17:00:00Z", "10 am to noon"],
    ["2026-11-21T17:00:00Z", "2026-11-21T19:00:00Z", "noon to 2 pm"],
    ["2026-11-22T03:00:00Z", "2026-11-22T05:00:00Z", "10 pm to midnight"],
    ["2026-11-22T03:00:00Z", "2026-11-22T07:30:00Z", "10 pm to 2:30 am"],
    ["2026-11-22T01:00:00Z", "2026-11-23T00:00:00Z", "8 pm to 7 pm"],
  ])("from %s to %s reads %s", (start, end, words) => {
    expect(clockRangeWords(new Date(start), new Date(end), NEW_YORK)).toBe(words);
  });
});

test("the zone is named as it is called on that day", () => {
  expect(zoneAbbreviation(new Date("2026-11-22T00:00:00Z"), NEW_YORK)).toBe("EST");
  expect(zoneAbbreviation(new Date("2026-07-01T00:00:00Z"), NEW_YORK)).toBe("EDT");
});
