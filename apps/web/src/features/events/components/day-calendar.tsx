import { ArrowLeft, ArrowRight } from "@/components/ui/icons";
import { neighbour } from "../model/calendar-span";
import type { Category, Occurrence, Weather } from "../model/calendar-types";
import { startsInTheEvening } from "../model/evening";
import {
  type Filters,
  filterWords,
  isFiltered,
  NO_FILTERS,
  pathWithFilters,
} from "../model/filters";
import { splitOngoing } from "../model/grouping";
import { addDays, type LocalDate, longDate, relativeDay, shortDate } from "../model/local-date";
import { dayPath } from "../model/paths";
import type { OccurrencePage } from "../queries";
import type { CalendarClock } from "./calendar-clock";
import { DateJump } from "./date-jump";
import styles from "./day-calendar.module.css";
import { MoreLink } from "./day-section";
import { DayStrip } from "./day-strip";
import { EventList } from "./event-list";
import { FilterBar } from "./filter-bar";
import { WeatherWords } from "./weather-words";

interface DayCalendarProps {
  date: LocalDate;
  clock: CalendarClock;
  filters: Filters;
  categories: readonly Category[];
  page: OccurrencePage;
  /** This is not the first page of the day. */
  isContinued: boolean;
  weather: Weather | undefined;
}

export function DayCalendar(props: DayCalendarProps) {
  const { date, clock, filters, categories, page, isContinued, weather } = props;
  const { starting, ongoing } = splitOngoing(page.occurrences);
  const relative = relativeDay(date, clock.today);
  return (
    <>
      <header className={styles.head}>
        <TurnPage where="above" date={date} today={clock.today} filters={filters} />
        {relative === null ? null : <p className={styles.relative}>{relative}</p>}
        <h1>{longDate(date)}</h1>
        <WeatherWords weather={weather} zone={clock.zone} />
        <FilterNote filters={filters} categories={categories} />
      </header>
      <div className={styles.controls}>
        <DayStrip
          first={stripStart(date, clock.today)}
          today={clock.today}
          current={date}
          filters={filters}
        />
        <FilterBar path={dayPath(date)} filters={filters} categories={categories} />
      </div>
      <div className={styles.parts}>
        {page.occurrences.length === 0 ? <Empty date={date} filters={filters} /> : null}
        {partsOfDay(starting, ongoing, clock).map(({ title, occurrences, times }) => (
          <section className={styles.part} key={title}>
            <h2>{isContinued ? `${title}, continued` : title}</h2>
            <EventList occurrences={occurrences} clock={clock} heading="h3" times={times} />
          </section>
        ))}
        {page.nextCursor === null ? null : (
          <MoreLink href={continuedPath(date, filters, page.nextCursor)}>More of this day</MoreLink>
        )}
        <TurnPage where="below" date={date} today={clock.today} filters={filters} />
        <DateJump initial={date} />
      </div>
    </>
  );
}

function FilterNote({ filters, categories }: Pick<DayCalendarProps, "filters" | "categories">) {
  const words = filterWords(filters, categories);
  return words === null ? null : <p className={styles.note}>{words}</p>;
}

interface DayPart {
  title: string;
  occurrences: Occurrence[];
  times: "hours" | "until";
}

function partsOfDay(
  starting: Occurrence[],
  ongoing: Occurrence[],
  { zone }: CalendarClock,
): DayPart[] {
  const parts: DayPart[] = [
    {
      title: "During the day",
      occurrences: starting.filter((one) => !startsInTheEvening(one, zone)),
      times: "hours",
    },
    {
      title: "In the evening",
      occurrences: starting.filter((one) => startsInTheEvening(one, zone)),
      times: "hours",
    },
    { title: "Still on from earlier days", occurrences: ongoing, times: "until" },
  ];
  return parts.filter(({ occurrences }) => occurrences.length > 0);
}

function continuedPath(date: LocalDate, filters: Filters, cursor: string): string {
  const path = pathWithFilters(dayPath(date), filters);
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}

/** A little before the day itself, so that it is in view on a phone; never from today into the past. */
function stripStart(date: LocalDate, today: LocalDate): LocalDate {
  const before = addDays(date, -2);
  const reachesPast = date >= today && (before === null || before < today);
  return reachesPast ? today : (before ?? date);
}

interface TurnPageProps {
  /** Landmarks of one page are told apart by their names. */
  where: "above" | "below";
  date: LocalDate;
  today: LocalDate;
  filters: Filters;
}

function TurnPage({ where, date, today, filters }: TurnPageProps) {
  const before = neighbour(date, -1, today);
  const after = neighbour(date, 1, today);
  return (
    <nav className={styles.turn} aria-label={`Day before and day after, ${where}`}>
      {before === null ? (
        <span />
      ) : (
        <a href={pathWithFilters(dayPath(before), filters)} rel="prev">
          <ArrowLeft /> {shortDate(before)}
        </a>
      )}
      {after === null ? null : (
        <a href={pathWithFilters(dayPath(after), filters)} rel="next">
          {shortDate(after)} <ArrowRight />
        </a>
      )}
    </nav>
  );
}

function Empty({ date, filters }: { date: LocalDate; filters: Filters }) {
  return isFiltered(filters) ? (
    <p className={styles.empty}>
      Nothing that fits is listed for this day.{" "}
      <a href={pathWithFilters(dayPath(date), NO_FILTERS)}>Show everything</a>
    </p>
  ) : (
    <p className={styles.empty}>Nothing is listed for this day.</p>
  );
}
