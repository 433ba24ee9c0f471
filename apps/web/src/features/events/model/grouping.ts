import type { Occurrence } from "./calendar-types";
import type { LocalDate } from "./local-date";
import { firstDayOf } from "./occurrence-words";

/** A day's events: what begins on it, and what began before and is still on. */
export interface DayAgenda {
  starting: Occurrence[];
  ongoing: Occurrence[];
}

/** Keeps the order of the API within each part. */
export function splitOngoing(occurrences: readonly Occurrence[]): DayAgenda {
  return {
    starting: occurrences.filter((occurrence) => !occurrence.is_ongoing),
    ongoing: occurrences.filter((occurrence) => occurrence.is_ongoing),
  };
}

export interface DayGroup {
  date: LocalDate;
  occurrences: Occurrence[];
}

/** By the day on which each begins, earliest day first. */
export function groupByFirstDay(occurrences: readonly Occurrence[]): DayGroup[] {
  const groups = new Map<LocalDate, Occurrence[]>();
  for (const occurrence of occurrences) {
    const date = firstDayOf(occurrence);
    groups.set(date, [...(groups.get(date) ?? []), occurrence]);
  }
  return [...groups]
    .sort(([first], [second]) => first.localeCompare(second))
    .map(([date, members]) => ({ date, occurrences: members }));
}

/** The first date of each event: a daily tour must not fill a list of tips by itself. */
export function firstOfEachEvent(occurrences: readonly Occurrence[]): Occurrence[] {
  const seen = new Set<number>();
  return occurrences.filter((occurrence) => {
    const isFirst = !seen.has(occurrence.event.id);
    seen.add(occurrence.event.id);
    return isFirst;
  });
}
