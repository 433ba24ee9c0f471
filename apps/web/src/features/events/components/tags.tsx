import type { CalendarEvent, Occurrence } from "../model/calendar-types";
import { isOnNow } from "../model/evening";
import { movedWords, spansDays, statusWords, underWayWords } from "../model/occurrence-words";
import { priceOf } from "../model/price";
import type { CalendarClock } from "./calendar-clock";
import styles from "./tags.module.css";

/** Draws nothing where the price is unknown. */
export function PriceTag({ event }: { event: CalendarEvent }) {
  const price = priceOf(event);
  if (price.kind === "unknown") {
    return null;
  }
  return (
    <span className={`${styles.tag} ${price.kind === "free" ? styles.free : styles.priced}`}>
      {price.words}
    </span>
  );
}

/** For the event's own page; in a list of what is still on it would be said of each. */
export function UnderWayTag({ occurrence, clock }: StatusTagsProps) {
  const words = underWayWords(occurrence, clock.now, clock.today);
  return words === null ? null : <span className={`${styles.tag} ${styles.now}`}>{words}</span>;
}

interface StatusTagsProps {
  occurrence: Occurrence;
  clock: CalendarClock;
}

/** Cancelled, not yet confirmed, moved, on now; in words, never by colour alone. */
export function StatusTags({ occurrence, clock }: StatusTagsProps) {
  const status = statusWords(occurrence);
  // Of a cancelled date, nothing else matters any more.
  const moved = occurrence.status === "cancelled" ? null : movedWords(occurrence, clock.zone);
  return (
    <>
      {status === null ? null : (
        <span className={`${styles.tag} ${styles[occurrence.status]}`}>{status}</span>
      )}
      {moved === null ? null : <span className={`${styles.tag} ${styles.moved}`}>{moved}</span>}
      {isOnNow(occurrence, clock.now) && !spansDays(occurrence) ? (
        <span className={`${styles.tag} ${styles.now}`}>On now</span>
      ) : null}
    </>
  );
}
