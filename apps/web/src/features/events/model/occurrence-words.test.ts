import { describe, expect, test } from "vitest";
import type { LocalDate } from "./local-date";
import {
  hoursWords,
  listTime,
  movedWords,
  ongoingTime,
  spansDays,
  statusWords,
  underWayWords,
  whenWords,
} from "./occurrence-words";
import { sampleOccurrence } from "./samples/occurrence";

const ZONE = "America/New_York";
const TODAY = "2026-11-21" as LocalDate;

const exhibition = sampleOccurrence({
  all_day: true,
  start_datetime_utc: "2026-11-01T04:00:00Z",
  end_datetime_utc: "2026-12-15T05:00:00Z",
  local_date: "2026-11-01",
  local_end_date: "2026-12-14",
});
const lateParty = sampleOccurrence({
  start_datetime_utc: "2026-11-22T03:00:00Z",
  end_datetime_utc: "2026-11-22T07:00:00Z",
  local_end_date: "2026-11-22",
});
const retreat = sampleOccurrence({
  end_datetime_utc: "2026-11-23T17:00:00Z",
  local_end_date: "2026-11-23",
});
const withoutEnd = sampleOccurrence({ end_datetime_utc: null });
const allDay = sampleOccurrence({
  all_day: true,
  start_datetime_utc: "2026-11-21T05:00:00Z",
  end_datetime_utc: "2026-11-22T05:00:00Z",
});

describe("the time column of a day", () => {
  test("tells start and end", () => {
    expect(listTime(sampleOccurrence(), ZONE, TODAY)).toEqual({ start: "7 pm", end: "to 9 pm" });
  });

  test("invents no end", () => {
    expect(listTime(withoutEnd, ZONE, TODAY)).toEqual({ start: "7 pm", end: null });
  });

  test("has no hours for a whole day", () => {
    expect(listTime(allDay, ZONE, TODAY)).toEqual({ start: "All day", end: null });
  });

  test("tells the last day of what lasts, inclusively", () => {
    expect(listTime(exhibition, ZONE, TODAY)).toEqual({ start: "All day", end: "to Dec 14" });
    expect(listTime(retreat, ZONE, TODAY)).toEqual({ start: "7 pm", end: "to Nov 23" });
  });

  test("takes a night that ends after midnight for one night", () => {
    expect(spansDays(lateParty)).toBe(false);
    expect(listTime(lateParty, ZONE, TODAY)).toEqual({ start: "10 pm", end: "to 2 am" });
  });
});

test("what began earlier tells only until when it goes on", () => {
  expect(ongoingTime(exhibition, ZONE, TODAY).start).toBe("to Dec 14");
  expect(ongoingTime(lateParty, ZONE, TODAY).start).toBe("to 2 am");
});

describe("the event's own page", () => {
  test.each([
    [sampleOccurrence(), "Saturday, November 21", "7 to 9 pm"],
    [withoutEnd, "Saturday, November 21", "7 pm"],
    [allDay, "Saturday, November 21", "all day"],
    [exhibition, "Sunday, November 1 to Monday, December 14", null],
    [lateParty, "Saturday, November 21", "10 pm to 2 am"],
    [retreat, "Saturday, November 21 to Monday, November 23", "7 pm to noon"],
  ])("tells when (%#)", (occurrence, days, hours) => {
    expect(whenWords(occurrence, ZONE, TODAY)).toEqual({ days, hours });
  });

  test("names the year of what is long past", () => {
    const today = "2027-02-01" as LocalDate;
    expect(whenWords(sampleOccurrence(), ZONE, today).days).toBe("Saturday, November 21, 2026");
  });

  test("names both years where one is needed", () => {
    const today = "2027-01-10" as LocalDate;
    expect(whenWords(exhibition, ZONE, today).days).toBe(
      "Sunday, November 1, 2026 to Monday, December 14, 2026",
    );
  });

  test("lists hours behind each date", () => {
    expect(hoursWords(sampleOccurrence(), ZONE, TODAY)).toBe("7 to 9 pm");
    expect(hoursWords(exhibition, ZONE, TODAY)).toBe("to Dec 14");
    expect(hoursWords(allDay, ZONE, TODAY)).toBe("all day");
  });
});

test("what lasts days says so while it is under way", () => {
  const during = new Date("2026-11-21T12:00:00Z");
  expect(underWayWords(exhibition, during, TODAY)).toBe("On now, to Dec 14");
  expect(underWayWords(exhibition, new Date("2026-10-01T12:00:00Z"), TODAY)).toBeNull();
  expect(underWayWords(exhibition, new Date("2026-12-15T05:00:00Z"), TODAY)).toBeNull();
  expect(underWayWords({ ...exhibition, status: "cancelled" }, during, TODAY)).toBeNull();
  expect(underWayWords(sampleOccurrence(), new Date("2026-11-22T01:00:00Z"), TODAY)).toBeNull();
});

describe("a moved date", () => {
  test("says from which hour", () => {
    const moved = sampleOccurrence({
      start_datetime_utc: "2026-11-22T01:00:00Z",
      moved_from_utc: "2026-11-22T00:00:00Z",
    });
    expect(movedWords(moved, ZONE)).toBe("Moved from 7 to 8 pm");
  });

  test("says from which day, told in the site's zone", () => {
    const moved = sampleOccurrence({ moved_from_utc: "2026-11-21T00:00:00Z" });
    expect(movedWords(moved, ZONE)).toBe("Moved from Fri, Nov 20, 7 pm");
  });

  test("has no hours when it lasts all day", () => {
    expect(movedWords({ ...allDay, moved_from_utc: "2026-11-20T05:00:00Z" }, ZONE)).toBe(
      "Moved from Fri, Nov 20",
    );
  });

  test("is silent when nothing moved", () => {
    expect(movedWords(sampleOccurrence(), ZONE)).toBeNull();
  });
});

test("a status is told in words, and only when it matters", () => {
  expect(statusWords(sampleOccurrence({ status: "cancelled" }))).toBe("Cancelled");
  expect(statusWords(sampleOccurrence({ status: "tentative" }))).toBe("Not yet confirmed");
  expect(statusWords(sampleOccurrence())).toBeNull();
});
