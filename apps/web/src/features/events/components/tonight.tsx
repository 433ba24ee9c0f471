import type { Occurrence } from "../model/calendar-types";
import type { CalendarClock } from "./calendar-clock";
import { MoreLink } from "./day-section";
import { EventList } from "./event-list";
import styles from "./tonight.module.css";

interface TonightProps {
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
  moreHref: string;
}

/** The one loud place of the site: this evening, in the colours of dusk. */
export function Tonight({ occurrences, clock, moreHref }: TonightProps) {
  return (
    <section className={styles.panel} aria-labelledby="tonight">
      <div className={styles.head}>
        <h2 id="tonight">Tonight</h2>
        <MoreLink href={moreHref}>All of today</MoreLink>
      </div>
      {occurrences.length === 0 ? (
        <p className={styles.words}>Nothing more is listed for this evening.</p>
      ) : (
        <EventList occurrences={occurrences} clock={clock} heading="h3" />
      )}
    </section>
  );
}
