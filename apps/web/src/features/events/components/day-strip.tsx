import { type Filters, pathWithFilters } from "../model/filters";
import {
  dayOfMonth,
  daysFrom,
  type LocalDate,
  longDate,
  shortMonth,
  shortWeekday,
  weekdayOf,
} from "../model/local-date";
import { dayPath } from "../model/paths";
import styles from "./day-strip.module.css";

interface DayStripProps {
  first: LocalDate;
  today: LocalDate;
  /** The day whose page this is. */
  current?: LocalDate;
  filters: Filters;
}

const DAYS_SHOWN = 14;

/** Two weeks to choose a day from. */
export function DayStrip({ first, today, current, filters }: DayStripProps) {
  return (
    <nav className={styles.strip} aria-label="Days">
      <ol className={styles.days}>
        {daysFrom(first, DAYS_SHOWN).map((date) => (
          <li key={date}>
            <a
              className={`${styles.day} ${[0, 6].includes(weekdayOf(date)) ? styles.isWeekend : ""}`}
              href={pathWithFilters(dayPath(date), filters)}
              aria-current={date === current ? "page" : undefined}
            >
              <span className={`${styles.weekday} ${date === today ? styles.isToday : ""}`}>
                {date === today ? "Today" : shortWeekday(date)}
              </span>
              <span className={styles.number}>
                {dayOfMonth(date) === "1" ? `${shortMonth(date)} 1` : dayOfMonth(date)}
              </span>
              <span className="visually-hidden">, {longDate(date)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
