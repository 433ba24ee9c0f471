import { formatterFor, partOf } from "./formatters";

/** A day of the site's calendar, "YYYY-MM-DD"; it has no zone and no clock. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Reads "YYYY-MM-DD"; null when it is not a day that exists. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = PATTERN.exec(text);
  if (match === null) {
    return null;
  }
  const midnight = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
  return exists && text >= "0001-01-01" ? (text as LocalDate) : null;
}

/** The day that this instant falls on in `zone`, an IANA name. */
export function localDateOf(instant: Date, zone: string): LocalDate {
  const formatter = formatterFor(zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  const value = (type: "year" | "month" | "day") => partOf(formatter, instant, type);
  return `${value("year").padStart(4, "0")}-${value("month")}-${value("day")}` as LocalDate;
}

/** Null outside the years 1 to 9999, where "YYYY-MM-DD" ends. */
export function addDays(date: LocalDate, days: number): LocalDate | null {
  const shifted = new Date(utcMidnight(date).getTime() + days * DAY_MS);
  return parseLocalDate(shifted.toISOString().slice(0, 10));
}

/** `count` consecutive days beginning with `first`. */
export function daysFrom(first: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index)).filter(
    (date) => date !== null,
  );
}

/** Positive when `second` is the later one. */
function daysBetween(first: LocalDate, second: LocalDate): number {
  return Math.round((utcMidnight(second).getTime() - utcMidnight(first).getTime()) / DAY_MS);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: LocalDate): number {
  return utcMidnight(date).getUTCDay();
}

function utcMidnight(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Writes a day in words; the options are those of Intl.DateTimeFormat. */
function formatDate(date: LocalDate, options: Intl.DateTimeFormatOptions): string {
  return formatterFor("UTC", options).format(utcMidnight(date));
}

/** "Saturday, November 21" */
export function longDate(date: LocalDate): string {
  return formatDate(date, { weekday: "long", month: "long", day: "numeric" });
}

/** "Saturday, November 21, 2026" */
export function longDateWithYear(date: LocalDate): string {
  return formatDate(date, { weekday: "long", month: "long", day: "numeric", year: "numeric" });
}

/** "November 21" */
export function longMonthAndDay(date: LocalDate): string {
  return formatDate(date, { month: "long", day: "numeric" });
}

/** "Sat, Nov 21" */
export function shortDate(date: LocalDate): string {
  return formatDate(date, { weekday: "short", month: "short", day: "numeric" });
}

/** "Nov 21", with the year where it is not clear of itself. */
export function monthAndDay(date: LocalDate, today: LocalDate): string {
  const year = isYearClear(date, today) ? {} : { year: "numeric" as const };
  return formatDate(date, { month: "short", day: "numeric", ...year });
}

/** "Saturday, November 21", with the year where it is not clear of itself. */
export function fullDate(date: LocalDate, today: LocalDate): string {
  return isYearClear(date, today) ? longDate(date) : longDateWithYear(date);
}

/** Two days in words; where one needs its year, both have it. */
export function dateSpan(first: LocalDate, last: LocalDate, today: LocalDate): string {
  const areClear = [first, last].every((date) => isYearClear(date, today));
  const words = areClear ? longDate : longDateWithYear;
  return `${words(first)} to ${words(last)}`;
}

/** Seen in November, "Jan 3" is next January's; a day of last spring or of next fall needs a year. */
function isYearClear(date: LocalDate, today: LocalDate): boolean {
  const days = daysBetween(today, date);
  return days > -60 && days < 300;
}

/** "Sat" */
export function shortWeekday(date: LocalDate): string {
  return formatDate(date, { weekday: "short" });
}

/** "Saturday" */
export function longWeekday(date: LocalDate): string {
  return formatDate(date, { weekday: "long" });
}

/** "Nov" */
export function shortMonth(date: LocalDate): string {
  return formatDate(date, { month: "short" });
}

/** "21" */
export function dayOfMonth(date: LocalDate): string {
  return String(Number(date.slice(8)));
}

/** "Today", "Tomorrow", "Yesterday", or null for any other day. */
export function relativeDay(date: LocalDate, today: LocalDate): string | null {
  const names: Record<number, string> = { [-1]: "Yesterday", 0: "Today", 1: "Tomorrow" };
  return names[daysBetween(today, date)] ?? null;
}
