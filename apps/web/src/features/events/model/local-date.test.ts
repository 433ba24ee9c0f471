import { describe, expect, test } from "vitest";
import {
  addDays,
  daysFrom,
  fullDate,
  type LocalDate,
  localDateOf,
  longDate,
  monthAndDay,
  parseLocalDate,
  relativeDay,
} from "./local-date";

const day = (text: string) => text as LocalDate;

describe("a day is read", () => {
  test.each(["2026-11-21", "2024-02-29", "9999-12-31", "0001-01-01"])("%s exists", (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  test.each([
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "0000-01-01",
    "10000-01-01",
    "2026-1-1",
    "21.11.2026",
    "today",
    "",
    "2026-11-21T00:00",
    "２０２６-11-21",
  ])("%s does not", (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });
});

describe("the day of an instant", () => {
  test("is that of the zone, not that of UTC or of this machine", () => {
    const instant = new Date("2026-11-22T03:30:00Z");
    expect(localDateOf(instant, "America/New_York")).toBe("2026-11-21");
    expect(localDateOf(instant, "Pacific/Kiritimati")).toBe("2026-11-22");
  });

  test("changes at midnight on both sides of a change of clocks", () => {
    expect(localDateOf(new Date("2026-03-08T04:59:59Z"), "America/New_York")).toBe("2026-03-07");
    expect(localDateOf(new Date("2026-03-08T05:00:00Z"), "America/New_York")).toBe("2026-03-08");
    expect(localDateOf(new Date("2026-03-09T03:59:59Z"), "America/New_York")).toBe("2026-03-08");
    expect(localDateOf(new Date("2026-03-09T04:00:00Z"), "America/New_York")).toBe("2026-03-09");
  });
});

describe("counting days", () => {
  test("crosses months, years and changes of clocks", () => {
    expect(addDays(day("2026-12-31"), 1)).toBe("2027-01-01");
    expect(addDays(day("2026-03-07"), 2)).toBe("2026-03-09");
    expect(addDays(day("2026-11-02"), -1)).toBe("2026-11-01");
  });

  test("ends where the calendar of four-digit years ends", () => {
    expect(addDays(day("9999-12-31"), 1)).toBeNull();
    expect(addDays(day("0001-01-01"), -1)).toBeNull();
    expect(daysFrom(day("9999-12-30"), 5)).toEqual(["9999-12-30", "9999-12-31"]);
  });
});

test("days near today have names", () => {
  const today = day("2026-11-01");
  expect(relativeDay(day("2026-10-31"), today)).toBe("Yesterday");
  expect(relativeDay(today, today)).toBe("Today");
  expect(relativeDay(day("2026-11-02"), today)).toBe("Tomorrow");
  expect(relativeDay(day("2026-11-03"), today)).toBeNull();
});

test("the year is told only where it is not clear", () => {
  expect(longDate(day("2026-11-21"))).toBe("Saturday, November 21");
  expect(monthAndDay(day("2026-12-14"), day("2026-11-21"))).toBe("Dec 14");
  expect(monthAndDay(day("2027-01-03"), day("2026-11-21"))).toBe("Jan 3");
  expect(monthAndDay(day("2027-10-03"), day("2026-11-21"))).toBe("Oct 3, 2027");
  expect(monthAndDay(day("2026-03-08"), day("2026-11-21"))).toBe("Mar 8, 2026");
  expect(fullDate(day("2026-03-08"), day("2026-11-21"))).toBe("Sunday, March 8, 2026");
});
