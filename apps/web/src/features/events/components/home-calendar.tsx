import type { ReactNode } from "react";
import type { Category, Occurrence, Weather } from "../model/calendar-types";
import { feedLinks } from "../model/feed-links";
import {
  type Filters,
  feedWords,
  filterWords,
  isFiltered,
  pathWithFilters,
} from "../model/filters";
import { splitOngoing } from "../model/grouping";
import {
  agendaOfToday,
  agendaOfWeekend,
  freePicks,
  type HomePlan,
  isInWeekend,
} from "../model/home-plan";
import { addDays, type LocalDate, longDate } from "../model/local-date";
import { dayPath, SUBMIT } from "../model/paths";
import type { HomeOccurrences } from "../queries";
import type { CalendarClock } from "./calendar-clock";
import { DateJump } from "./date-jump";
import { DaySection, MoreLink } from "./day-section";
import { DayStrip } from "./day-strip";
import { EventList } from "./event-list";
import { FilterBar } from "./filter-bar";
import styles from "./home-calendar.module.css";
import { Subscribe } from "./subscribe";
import { TitledSection } from "./titled-section";
import { Tonight } from "./tonight";
import { WeatherWords } from "./weather-words";

interface HomeCalendarProps {
  clock: CalendarClock;
  plan: HomePlan;
  filters: Filters;
  categories: readonly Category[];
  occurrences: HomeOccurrences;
  weather: ReadonlyMap<string, Weather>;
  /** Whose feeds the view is offered as. */
  siteUrl: string;
}

const MOST_TONIGHT = 12;
const MOST_A_DAY = 8;
const MOST_IN_A_CARD = 6;

export function HomeCalendar(props: HomeCalendarProps) {
  const { clock, plan, filters, categories, occurrences, weather, siteUrl } = props;
  const { tonight, earlier, ongoing } = agendaOfToday(
    occurrences.today.occurrences,
    clock.now,
    clock.zone,
  );
  const free = freePicks(occurrences.free.occurrences, clock.now);
  const todayHref = pathWithFilters(dayPath(clock.today), filters);
  return (
    <>
      <header className={styles.intro}>
        <h1>{longDate(clock.today)}</h1>
        <p>{filterWords(filters, categories) ?? "Tonight, this weekend and the days ahead."}</p>
        <WeatherWords weather={weather.get(clock.today)} zone={clock.zone} />
      </header>
      <div className={styles.controls}>
        <DayStrip first={clock.today} today={clock.today} filters={filters} />
        <FilterBar path="/" filters={filters} categories={categories} />
      </div>
      <div className={styles.sections}>
        <Tonight occurrences={tonight.slice(0, MOST_TONIGHT)} clock={clock} moreHref={todayHref} />
        {earlier.length === 0 || isInWeekend(plan) ? null : (
          <TitledSection id="before-tonight" title="Before tonight">
            <EventList occurrences={earlier.slice(0, MOST_A_DAY)} clock={clock} heading="h3" />
            {earlier.length > MOST_A_DAY ? (
              <MoreLink href={todayHref}>All of today</MoreLink>
            ) : null}
          </TitledSection>
        )}
        <div className={styles.highlights}>
          <ThisWeekend {...props} />
          <div className={styles.aside}>
            <Card id="free" title="Free" occurrences={free} clock={clock} times="day and hours">
              <MoreLink href={pathWithFilters("/", { ...filters, isFreeOnly: true })}>
                All that is free
              </MoreLink>
            </Card>
            <Card
              id="ongoing"
              title="On for longer"
              occurrences={ongoing}
              clock={clock}
              times="until"
            />
          </div>
        </div>
        <DaysAhead {...props} />
        <DateJump initial={clock.today} />
        <Subscribe
          links={feedLinks(siteUrl, { ...filters, venue: null })}
          what={feedWords(filters, categories)}
        />
        <p className={styles.missing}>
          Is something missing? <a href={SUBMIT}>Tell us of an event</a>
        </p>
      </div>
    </>
  );
}

type PartProps = Omit<HomeCalendarProps, "categories" | "siteUrl">;

function ThisWeekend({ clock, plan, filters, occurrences, weather }: PartProps) {
  const days = agendaOfWeekend(occurrences.weekend.occurrences, clock);
  const isCut = occurrences.weekend.nextCursor !== null;
  return (
    <TitledSection id="weekend" title="This weekend">
      {days.length === 0 ? <NothingListed filters={filters} when="this weekend" /> : null}
      {days.map(({ date, occurrences: members }) => (
        <DaySection
          key={date}
          date={date}
          occurrences={members.slice(0, MOST_A_DAY)}
          clock={clock}
          weather={weather.get(date)}
          moreHref={
            isCut || members.length > MOST_A_DAY ? pathWithFilters(dayPath(date), filters) : null
          }
        />
      ))}
      {plan.weekend === null ? null : <NextWeekend sunday={plan.weekend.end} filters={filters} />}
    </TitledSection>
  );
}

function NextWeekend({ sunday, filters }: { sunday: LocalDate; filters: Filters }) {
  const nextSaturday = addDays(sunday, 6);
  return nextSaturday === null ? null : (
    <MoreLink href={pathWithFilters(dayPath(nextSaturday), filters)}>Next weekend</MoreLink>
  );
}

function DaysAhead({ clock, plan, filters, occurrences, weather }: PartProps) {
  return (
    <TitledSection id="ahead" title="The days ahead">
      {plan.daysAhead.map((date, index) => {
        const page = occurrences.daysAhead[index];
        const { starting } = splitOngoing(page?.occurrences ?? []);
        const isCut = starting.length > MOST_A_DAY || page?.nextCursor != null;
        return (
          <DaySection
            key={date}
            date={date}
            occurrences={starting.slice(0, MOST_A_DAY)}
            clock={clock}
            weather={weather.get(date)}
            moreHref={isCut ? pathWithFilters(dayPath(date), filters) : null}
            emptyWords={
              isFiltered(filters) ? "Nothing that fits is listed." : "Nothing is listed yet."
            }
          />
        );
      })}
    </TitledSection>
  );
}

function NothingListed({ filters, when }: { filters: Filters; when: string }) {
  return (
    <p className={styles.nothing}>
      {isFiltered(filters) ? "Nothing that fits is listed" : "Nothing more is listed"} for {when}.
    </p>
  );
}

interface CardProps {
  id: string;
  title: string;
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
  times: "day and hours" | "until";
  children?: ReactNode;
}

function Card({ id, title, occurrences, clock, times, children }: CardProps) {
  if (occurrences.length === 0) {
    return null;
  }
  return (
    <TitledSection id={id} title={title} isCard>
      <EventList
        occurrences={occurrences.slice(0, MOST_IN_A_CARD)}
        clock={clock}
        heading="h3"
        times={times}
      />
      {children}
    </TitledSection>
  );
}
