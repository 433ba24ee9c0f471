import type { Occurrence } from "../model/calendar-types";
import { startOf } from "../model/evening";
import { monthAndDay, shortWeekday } from "../model/local-date";
import { firstDayOf, hoursWords } from "../model/occurrence-words";
import type { CalendarClock } from "./calendar-clock";
import styles from "./date-list.module.css";
import { StatusTags } from "./tags";

interface DateListProps {
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
}

/** The dates of one event. */
export function DateList({ occurrences, clock }: DateListProps) {
  const { zone, today } = clock;
  return (
    <ol className={styles.dates}>
      {occurrences.map((occurrence) => {
        const day = firstDayOf(occurrence);
        return (
          <li
            key={occurrence.id}
            className={`${styles.date} ${occurrence.status === "cancelled" ? styles.isCancelled : ""}`}
          >
            <time dateTime={startOf(occurrence).toISOString()}>
              <span className={styles.day}>
                {shortWeekday(day)}, {monthAndDay(day, today)}
              </span>{" "}
              {hoursWords(occurrence, zone, today)}
            </time>
            <StatusTags occurrence={occurrence} clock={clock} />
          </li>
        );
      })}
    </ol>
  );
}
