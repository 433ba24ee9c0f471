import { ArrowLeft } from "@/components/ui/icons";
import type { EventDetail, Occurrence } from "../model/calendar-types";
import { isOver } from "../model/evening";
import { shortDate } from "../model/local-date";
import { firstDayOf, underWayWords } from "../model/occurrence-words";
import { dayPath } from "../model/paths";
import { paragraphsOf } from "../model/text-blocks";
import type { CalendarClock } from "./calendar-clock";
import { DateList } from "./date-list";
import { EventFacts } from "./event-facts";
import { EventJsonLd } from "./event-json-ld";
import { EventList } from "./event-list";
import styles from "./event-page.module.css";
import { StatusTags, UnderWayTag } from "./tags";

/** The API tells no more of them. */
const MOST_UPCOMING = 8;

interface EventPageProps {
  detail: EventDetail;
  clock: CalendarClock;
}

export function EventPage({ detail, clock }: EventPageProps) {
  const { event, next_occurrence: next, upcoming_occurrences: upcoming } = detail;
  const isUnderWay = underWayWords(next, clock.now, clock.today) !== null;
  const day = isUnderWay ? clock.today : firstDayOf(next);
  const isCancelled = next.status === "cancelled" || event.status === "cancelled";
  return (
    <article>
      <p className={styles.crumb}>
        <a href={dayPath(day)}>
          <ArrowLeft /> {shortDate(day)}
        </a>
      </p>
      <div className={styles.columns}>
        <header className={`${styles.head} ${isCancelled ? styles.isCancelled : ""}`}>
          <h1>{event.title}</h1>
          <Notice detail={detail} clock={clock} />
          <div className={styles.tags}>
            {isCancelled ? null : <StatusTags occurrence={next} clock={clock} />}
            <UnderWayTag occurrence={next} clock={clock} />
          </div>
        </header>
        <div className={styles.aside}>
          <EventFacts detail={detail} clock={clock} />
        </div>
        <div className={styles.main}>
          <Description text={event.description} />
          {upcoming.length > 1 ? (
            <section aria-labelledby="dates">
              <h2 id="dates">
                {upcoming.length < MOST_UPCOMING
                  ? "All dates to come"
                  : `The next ${MOST_UPCOMING} dates`}
              </h2>
              <DateList occurrences={upcoming} clock={clock} />
            </section>
          ) : null}
          <MoreFromVenue detail={detail} clock={clock} />
        </div>
      </div>
      <EventJsonLd event={event} occurrences={upcoming.length > 0 ? upcoming : [next]} />
    </article>
  );
}

/** The sentence that spares somebody a journey for nothing. */
function Notice({ detail, clock }: EventPageProps) {
  const { event, next_occurrence: next, upcoming_occurrences: upcoming } = detail;
  if (event.status === "cancelled") {
    return <p className={styles.notice}>This event is cancelled.</p>;
  }
  if (next.status === "cancelled") {
    const following = upcoming.find((one) => one.status !== "cancelled" && one.id !== next.id);
    return (
      <p className={styles.notice}>
        The date on {shortDate(firstDayOf(next))} is cancelled.
        {following === undefined ? null : ` The next one is ${shortDate(firstDayOf(following))}.`}
      </p>
    );
  }
  return isPast(next, clock) ? <p>This event is over; no further date is listed.</p> : null;
}

function isPast(occurrence: Occurrence, clock: CalendarClock): boolean {
  return isOver(occurrence, clock.now);
}

function Description({ text }: { text: string | null }) {
  const paragraphs = paragraphsOf(text ?? "");
  return paragraphs.length === 0 ? null : (
    <div className={styles.text}>
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity and never move.
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}

function MoreFromVenue({ detail, clock }: EventPageProps) {
  const { more_from_venue: more, next_occurrence: next } = detail;
  return more.length === 0 ? null : (
    <section aria-labelledby="more">
      <h2 id="more">More at {next.venue?.name ?? "this place"}</h2>
      <EventList
        occurrences={more}
        clock={clock}
        heading="h3"
        times="day and hours"
        isPlaceShown={false}
      />
    </section>
  );
}
