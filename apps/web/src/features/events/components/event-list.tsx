import type { Occurrence } from "../model/calendar-types";
import { startOf } from "../model/evening";
import { monthAndDay, shortWeekday } from "../model/local-date";
import { firstDayOf, type ListTime, listTime, ongoingTime } from "../model/occurrence-words";
import { eventPath } from "../model/paths";
import type { CalendarClock } from "./calendar-clock";
import styles from "./event-list.module.css";
import { PriceTag, StatusTags } from "./tags";

type HeadingLevel = "h2" | "h3" | "h4";

interface EventListProps {
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
  /** One below the heading that the list stands under. */
  heading: HeadingLevel;
  /** What the time column tells; the day itself only where no heading names it. */
  times?: "hours" | "day and hours" | "until";
  /** Left out on the page of the place itself. */
  isPlaceShown?: boolean;
  /** What else is to be said of an event, by its id. */
  notes?: ReadonlyMap<number, string>;
}

const NO_NOTES: ReadonlyMap<number, string> = new Map();

/** Rows of time, title, place and price. */
export function EventList({
  occurrences,
  clock,
  heading,
  times = "hours",
  isPlaceShown = true,
  notes = NO_NOTES,
}: EventListProps) {
  return (
    <ol className={`${styles.list} ${times === "day and hours" ? styles.withDays : ""}`}>
      {occurrences.map((occurrence) => (
        <EventRow
          key={occurrence.id}
          occurrence={occurrence}
          clock={clock}
          heading={heading}
          times={times}
          isPlaceShown={isPlaceShown}
          note={notes.get(occurrence.event.id) ?? null}
        />
      ))}
    </ol>
  );
}

type EventRowProps = Omit<Required<EventListProps>, "occurrences" | "notes"> & {
  occurrence: Occurrence;
  note: string | null;
};

function EventRow({
  occurrence,
  clock,
  heading: Heading,
  times,
  isPlaceShown,
  note,
}: EventRowProps) {
  const place = isPlaceShown ? placeWords(occurrence) : null;
  const isCancelled = occurrence.status === "cancelled";
  return (
    <li className={`${styles.row} ${isCancelled ? styles.isCancelled : ""}`}>
      <Time occurrence={occurrence} clock={clock} times={times} />
      <div>
        <Heading className={styles.title}>
          <a href={eventPath(occurrence.event)}>{occurrence.title}</a>
        </Heading>
        {place === null ? null : <p className={styles.place}>{place}</p>}
        {note === null ? null : <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.facts}>
        <StatusTags occurrence={occurrence} clock={clock} />
        {isCancelled ? null : <PriceTag event={occurrence.event} />}
      </div>
    </li>
  );
}

type TimeProps = Pick<EventRowProps, "occurrence" | "clock" | "times">;

function Time({ occurrence, clock: { zone, today }, times }: TimeProps) {
  const { start, end }: ListTime =
    times === "until" ? ongoingTime(occurrence, zone, today) : listTime(occurrence, zone, today);
  const day = firstDayOf(occurrence);
  return (
    <time className={styles.time} dateTime={startOf(occurrence).toISOString()}>
      {times === "day and hours" ? (
        <span className={styles.date}>
          {shortWeekday(day)}, {monthAndDay(day, today)}{" "}
        </span>
      ) : null}
      <span className={styles.start}>{start}</span>
      {end === null || times === "day and hours" ? null : (
        <span className={styles.end}> {end}</span>
      )}
    </time>
  );
}

/** The venue we know, or the text as the source wrote it; null when neither is given. */
function placeWords({ venue, location_text, room }: Occurrence): string | null {
  if (venue === null) {
    return location_text;
  }
  return [venue.name, room, venue.area].filter((part) => part).join(" · ");
}
