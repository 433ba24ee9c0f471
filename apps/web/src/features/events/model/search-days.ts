import { addDays, type LocalDate, weekdayOf } from "./local-date";
import type { SearchQuestion } from "./search-question";
import { weekendOf } from "./weekend";

/** Days that readers ask for, as the filter that finds them. */
export interface DaysChoice {
  label: string;
  start: LocalDate | null;
  end: LocalDate | null;
}

/** Any time, today, tomorrow, what is left of this weekend, the next seven days. */
export function daysChoices(today: LocalDate): DaysChoice[] {
  const tomorrow = addDays(today, 1);
  const weekend = weekendOf(today);
  const inSevenDays = addDays(today, 6);
  return [
    { label: "Any time", start: null, end: null },
    { label: "Today", start: today, end: today },
    ...(tomorrow === null ? [] : [{ label: "Tomorrow", start: tomorrow, end: tomorrow }]),
    ...(weekend === null || weekdayOf(today) === 0
      ? []
      : [{ label: "This weekend", start: later(weekend.friday, today), end: weekend.sunday }]),
    ...(inSevenDays === null ? [] : [{ label: "Next 7 days", start: today, end: inSevenDays }]),
  ];
}

export function isChosen(choice: DaysChoice, { start, end }: SearchQuestion): boolean {
  return choice.start === start && choice.end === end;
}

function later(first: LocalDate, second: LocalDate): LocalDate {
  return first > second ? first : second;
}
