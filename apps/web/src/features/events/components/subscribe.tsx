import { CalendarPlus } from "@/components/ui/icons";
import type { FeedLinks } from "../model/feed-links";
import styles from "./subscribe.module.css";

interface SubscribeProps {
  links: FeedLinks;
  /** What the feeds hold, such as "all events at Harbor Hall". */
  what: string;
  /** What they cannot hold. */
  note?: string | null;
}

/** The same slice of the calendar in one's own calendar program or feed reader. */
export function Subscribe({ links, what, note = null }: SubscribeProps) {
  return (
    <section className={styles.subscribe} aria-labelledby="subscribe">
      <div className={styles.words}>
        <h2 id="subscribe">Subscribe</h2>
        <p>
          Have <strong>{what}</strong> in your own calendar. It keeps up with what is moved or
          cancelled.
        </p>
        {note === null ? null : <p>{note}</p>}
      </div>
      <a className={styles.button} href={links.webcal}>
        <CalendarPlus /> Add to my calendar
      </a>
      <div className={styles.more}>
        <p className={styles.hint}>
          For calendars on the web, paste this address: <code>{links.ics}</code>
        </p>
        <ul className={styles.forms}>
          <li>
            <a href={links.ics}>iCalendar file</a>
          </li>
          <li>
            <a href={links.rss}>RSS</a>
          </li>
          <li>
            <a href={links.json}>JSON Feed</a>
          </li>
        </ul>
      </div>
    </section>
  );
}
