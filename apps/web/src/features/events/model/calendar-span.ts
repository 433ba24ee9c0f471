import { addDays, type LocalDate } from "./local-date";

const DAYS_BACK = 3_653;
const DAYS_AHEAD = 731;

/**
 * Whether a day has a page: ten years back to two years ahead. Beyond it a robot that follows
 * "next day" would walk through empty days for ever.
 */
export function hasPage(date: LocalDate, today: LocalDate): boolean {
  const first = addDays(today, -DAYS_BACK);
  const last = addDays(today, DAYS_AHEAD);
  return (first === null || date >= first) && (last === null || date <= last);
}

/** The neighbouring day, or null where the pages end. */
export function neighbour(date: LocalDate, days: 1 | -1, today: LocalDate): LocalDate | null {
  const next = addDays(date, days);
  return next !== null && hasPage(next, today) ? next : null;
}
