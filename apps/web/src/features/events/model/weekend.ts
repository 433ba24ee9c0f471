import { addDays, type LocalDate, weekdayOf } from "./local-date";

/** A Friday evening, Saturday and Sunday. */
export interface Weekend {
  friday: LocalDate;
  saturday: LocalDate;
  sunday: LocalDate;
}

/**
 * The weekend that `today` lies in or, from Monday to Thursday, the one that comes next; null only
 * at the very end of the year 9999. Working on days, not on hours, it does not care that a Sunday
 * with a change of clocks has 23 or 25 of them.
 */
export function weekendOf(today: LocalDate): Weekend | null {
  const daysSinceMonday = (weekdayOf(today) + 6) % 7;
  const friday = addDays(today, 4 - daysSinceMonday);
  const saturday = addDays(today, 5 - daysSinceMonday);
  const sunday = addDays(today, 6 - daysSinceMonday);
  if (friday === null || saturday === null || sunday === null) {
    return null;
  }
  return { friday, saturday, sunday };
}
