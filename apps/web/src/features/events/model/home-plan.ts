import type { Occurrence } from "./calendar-types";
import { isOver, startsInTheEvening } from "./evening";
import { type DayGroup, firstOfEachEvent, groupByFirstDay, splitOngoing } from "./grouping";
import { addDays, daysFrom, type LocalDate, weekdayOf } from "./local-date";
import { spansDays } from "./occurrence-words";
import { weekendOf } from "./weekend";

/** Which days the home page asks for. */
export interface HomePlan {
  today: LocalDate;
  /** What is left of this weekend, both ends inclusive. */
  weekend: { start: LocalDate; end: LocalDate } | null;
  /** The week after today, without the Saturday and Sunday that stand under "This weekend". */
  daysAhead: LocalDate[];
  /** Both inclusive. */
  free: { start: LocalDate; end: LocalDate };
}

const FRIDAY = 5;
const DAYS_AHEAD = 7;
const FREE_WITHIN_DAYS = 14;

export function planHome(today: LocalDate): HomePlan {
  const weekend = weekendOf(today);
  const start = weekend === null || weekend.friday < today ? today : weekend.friday;
  const tomorrow = addDays(today, 1);
  const daysAhead = tomorrow === null ? [] : daysFrom(tomorrow, DAYS_AHEAD);
  return {
    today,
    weekend: weekend && { start, end: weekend.sunday },
    daysAhead: daysAhead.filter((day) => day !== weekend?.saturday && day !== weekend?.sunday),
    free: { start: today, end: addDays(today, FREE_WITHIN_DAYS - 1) ?? today },
  };
}

/** Whether what is left of today's daytime stands under "This weekend". */
export function isInWeekend({ today, weekend }: HomePlan): boolean {
  return weekend !== null && today >= weekend.start && weekdayOf(today) !== FRIDAY;
}

/** The day's events as the home page tells them apart. */
export interface TodayAgenda {
  tonight: Occurrence[];
  /** Before the evening, and not over yet. */
  earlier: Occurrence[];
  /** Began on an earlier day or goes on beyond today. */
  ongoing: Occurrence[];
}

export function agendaOfToday(
  occurrences: readonly Occurrence[],
  now: Date,
  zone: string,
): TodayAgenda {
  const { starting, ongoing } = splitOngoing(occurrences.filter((one) => !isOver(one, now)));
  const singles = starting.filter((one) => !spansDays(one));
  return {
    tonight: singles.filter((one) => startsInTheEvening(one, zone)),
    earlier: singles.filter((one) => !startsInTheEvening(one, zone)),
    ongoing: [...ongoing, ...starting.filter(spansDays)],
  };
}

/**
 * The weekend by day: Friday from 5 pm, Saturday and Sunday; without what is over, what began
 * before it, and what stands under "Tonight" already.
 */
export function agendaOfWeekend(
  occurrences: readonly Occurrence[],
  { today, now, zone }: { today: LocalDate; now: Date; zone: string },
): DayGroup[] {
  const isShown = (one: Occurrence) => {
    const day = one.local_date as LocalDate;
    const isEvening = startsInTheEvening(one, zone);
    const isFridayDaytime = weekdayOf(day) === FRIDAY && !isEvening;
    const isTonight = day === today && isEvening;
    return !one.is_ongoing && !isOver(one, now) && !isFridayDaytime && !isTonight;
  };
  return groupByFirstDay(occurrences.filter(isShown));
}

const FREE_PICKS_A_DAY = 2;

/**
 * Tips for nothing: one date an event and two a day, so that a busy Saturday leaves room for the
 * week; nothing cancelled, over or begun long ago.
 */
export function freePicks(occurrences: readonly Occurrence[], now: Date): Occurrence[] {
  const candidates = firstOfEachEvent(
    occurrences.filter((one) => !one.is_ongoing && !isOver(one, now) && one.status !== "cancelled"),
  );
  return groupByFirstDay(candidates).flatMap((day) => day.occurrences.slice(0, FREE_PICKS_A_DAY));
}
