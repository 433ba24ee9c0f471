import type { Occurrence } from "./calendar-types";
import { clockRangeWords, clockWords } from "./clock-words";
import { endOf, isOver, startOf } from "./evening";
import {
  dateSpan,
  fullDate,
  type LocalDate,
  localDateOf,
  monthAndDay,
  shortDate,
} from "./local-date";

/** The time column of a list: "7 pm" and "to 9 pm". */
export interface ListTime {
  start: string;
  end: string | null;
}

export function firstDayOf(occurrence: Occurrence): LocalDate {
  return occurrence.local_date as LocalDate;
}

/** Inclusive. */
function lastDayOf(occurrence: Occurrence): LocalDate {
  return occurrence.local_end_date as LocalDate;
}

function endsOnAnotherDay(occurrence: Occurrence): boolean {
  return occurrence.local_end_date !== occurrence.local_date;
}

/** A party from 10 pm to 2 am touches two days, yet nobody calls it a two-day party. */
function isOneNight(occurrence: Occurrence): boolean {
  const end = endOf(occurrence);
  const lastsHours = end === null ? 0 : (end.getTime() - startOf(occurrence).getTime()) / 3_600_000;
  return !occurrence.all_day && lastsHours <= 16;
}

export function spansDays(occurrence: Occurrence): boolean {
  return endsOnAnotherDay(occurrence) && !isOneNight(occurrence);
}

/** What stands in the time column of a list whose heading already names the first day. */
export function listTime(occurrence: Occurrence, zone: string, today: LocalDate): ListTime {
  const end = endOf(occurrence);
  if (spansDays(occurrence)) {
    const start = occurrence.all_day ? "All day" : clockWords(startOf(occurrence), zone);
    return { start, end: `to ${monthAndDay(lastDayOf(occurrence), today)}` };
  }
  if (occurrence.all_day) {
    return { start: "All day", end: null };
  }
  return {
    start: clockWords(startOf(occurrence), zone),
    end: end === null ? null : `to ${clockWords(end, zone)}`,
  };
}

/** What stands in the time column for something that began on an earlier day. */
export function ongoingTime(occurrence: Occurrence, zone: string, today: LocalDate): ListTime {
  const end = endOf(occurrence);
  if (isOneNight(occurrence) && end !== null) {
    return { start: `to ${clockWords(end, zone)}`, end: null };
  }
  return { start: `to ${monthAndDay(lastDayOf(occurrence), today)}`, end: null };
}

/** "Saturday, November 21" and "7 to 9 pm": everything about when, for the event's own page. */
export interface WhenWords {
  days: string;
  /** Null for what lasts days without hours of its own: "every day" would be a claim. */
  hours: string | null;
}

export function whenWords(occurrence: Occurrence, zone: string, today: LocalDate): WhenWords {
  const start = startOf(occurrence);
  const end = endOf(occurrence);
  const first = firstDayOf(occurrence);
  const days = spansDays(occurrence)
    ? dateSpan(first, lastDayOf(occurrence), today)
    : fullDate(first, today);
  if (occurrence.all_day) {
    return { days, hours: spansDays(occurrence) ? null : "all day" };
  }
  return {
    days,
    hours: end === null ? clockWords(start, zone) : clockRangeWords(start, end, zone),
  };
}

/** "7 to 9 pm", "all day", "to Dec 14": when, without the first day. */
export function hoursWords(occurrence: Occurrence, zone: string, today: LocalDate): string {
  const end = endOf(occurrence);
  if (spansDays(occurrence)) {
    return `to ${monthAndDay(lastDayOf(occurrence), today)}`;
  }
  if (occurrence.all_day) {
    return "all day";
  }
  return end === null
    ? clockWords(startOf(occurrence), zone)
    : clockRangeWords(startOf(occurrence), end, zone);
}

/** "Moved from 7 to 8 pm", "Moved from Fri, Nov 20, 7 pm"; null for what has not moved. */
export function movedWords(occurrence: Occurrence, zone: string): string | null {
  if (occurrence.moved_from_utc === null) {
    return null;
  }
  const before = new Date(occurrence.moved_from_utc);
  const dateBefore = localDateOf(before, zone);
  if (occurrence.all_day) {
    return `Moved from ${shortDate(dateBefore)}`;
  }
  if (dateBefore === occurrence.local_date) {
    return `Moved from ${clockRangeWords(before, startOf(occurrence), zone)}`;
  }
  return `Moved from ${shortDate(dateBefore)}, ${clockWords(before, zone)}`;
}

/** "On now, to Dec 14" while something that lasts days is under way; else null. */
export function underWayWords(occurrence: Occurrence, now: Date, today: LocalDate): string | null {
  const isUnderWay = startOf(occurrence) <= now && !isOver(occurrence, now);
  return spansDays(occurrence) && isUnderWay && occurrence.status !== "cancelled"
    ? `On now, to ${monthAndDay(lastDayOf(occurrence), today)}`
    : null;
}

/** Whatever the status obliges us to say; null for a date that stands as planned. */
export function statusWords(occurrence: Occurrence): "Cancelled" | "Not yet confirmed" | null {
  const words = {
    cancelled: "Cancelled",
    tentative: "Not yet confirmed",
    scheduled: null,
  } as const;
  return words[occurrence.status];
}
