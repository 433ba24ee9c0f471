import type { Occurrence } from "./calendar-types";
import { minutesOfDay } from "./clock-words";

/** Five in the afternoon: what starts from here on is an evening out. */
const EVENING_STARTS_AT_MINUTE = 17 * 60;
/** How long something without a stated end is taken to last. */
const UNSTATED_DURATION_MS = 3 * 60 * 60 * 1000;

export function startOf(occurrence: Occurrence): Date {
  return new Date(occurrence.start_datetime_utc);
}

/** The exclusive end; null when the source states none. */
export function endOf(occurrence: Occurrence): Date | null {
  return occurrence.end_datetime_utc === null ? null : new Date(occurrence.end_datetime_utc);
}

/** True once it has ended; without a stated end, three hours after its start. */
export function isOver(occurrence: Occurrence, now: Date): boolean {
  const end = endOf(occurrence)?.getTime() ?? startOf(occurrence).getTime() + UNSTATED_DURATION_MS;
  return end <= now.getTime();
}

/** True while it runs. */
export function isOnNow(occurrence: Occurrence, now: Date): boolean {
  return (
    !occurrence.all_day &&
    occurrence.status !== "cancelled" &&
    startOf(occurrence) <= now &&
    !isOver(occurrence, now)
  );
}

/** True for what starts at 5 pm or later by the clock of `zone`. */
export function startsInTheEvening(occurrence: Occurrence, zone: string): boolean {
  return !occurrence.all_day && minutesOfDay(startOf(occurrence), zone) >= EVENING_STARTS_AT_MINUTE;
}
