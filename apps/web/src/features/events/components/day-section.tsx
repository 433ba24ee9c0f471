import type { ReactNode } from "react";
import { ArrowRight } from "@/components/ui/icons";
import type { Occurrence, Weather } from "../model/calendar-types";
import { type LocalDate, longMonthAndDay, longWeekday, relativeDay } from "../model/local-date";
import { dayPath } from "../model/paths";
import type { CalendarClock } from "./calendar-clock";
import styles from "./day-section.module.css";
import { EventList } from "./event-list";
import { WeatherWords } from "./weather-words";

interface DaySectionProps {
  date: LocalDate;
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
  /** Where the rest of the day stands, if not all of it is here. */
  moreHref: string | null;
  emptyWords?: string;
  isPlaceShown?: boolean;
  weather?: Weather | undefined;
}

/**
 * A day under its heading, which stays in view while the day scrolls by. No landmark: there would
 * be one for each day, and two of one name for a Friday that is in the weekend and ahead.
 */
export function DaySection({
  date,
  occurrences,
  clock,
  moreHref,
  emptyWords,
  isPlaceShown = true,
  weather,
}: DaySectionProps) {
  const relative = relativeDay(date, clock.today);
  return (
    <div className={styles.section}>
      <div className={styles.heading}>
        <h3 className={styles.name}>
          <a href={dayPath(date)}>
            <span>{longWeekday(date)},</span> <span>{longMonthAndDay(date)}</span>
          </a>
        </h3>
        {relative === null ? null : <p className={styles.relative}>{relative}</p>}
        <WeatherWords weather={weather} zone={clock.zone} />
      </div>
      <div>
        {occurrences.length === 0 ? <p className={styles.empty}>{emptyWords}</p> : null}
        <EventList
          occurrences={occurrences}
          clock={clock}
          heading="h4"
          isPlaceShown={isPlaceShown}
        />
        {moreHref === null ? null : <MoreLink href={moreHref}>All of {longWeekday(date)}</MoreLink>}
      </div>
    </div>
  );
}

export function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={styles.more} href={href}>
      {children} <ArrowRight />
    </a>
  );
}
