import { Button } from "@/components/ui/button";
import { PrivateHead } from "@/components/ui/private-head";
import { momentsIn } from "@/lib/moment-words";
import { eventPath, SUBMIT } from "../model/paths";
import type { Similar } from "../model/types";
import styles from "./submit-page.module.css";

interface SimilarPageProps {
  title: string;
  similar: readonly Similar[];
  zone: string;
}

/** Is it one of these? Asked before something is sent that the calendar may have already. */
export function SimilarPage({ title, similar, zone }: SimilarPageProps) {
  const tell = momentsIn(zone);
  return (
    <div className={styles.page}>
      <PrivateHead title="Is it this one?" />
      <header className={styles.head}>
        <h1>{similar.length === 1 ? "Is it this one?" : "Is it one of these?"}</h1>
        <p>
          {similar.length === 0
            ? `Nothing on the calendar looks like “${title}” any more.`
            : `You are about to send “${title}”. This is on the calendar already:`}
        </p>
      </header>
      <ul className={styles.list}>
        {similar.map((one) => (
          <li key={one.event_id}>
            <div>
              <h2>
                <a href={eventPath(one.canonical_segment)}>{one.title}</a>
              </h2>
              <p>
                <time dateTime={one.start_datetime_utc}>{tell(one.start_datetime_utc)}</time>
                {one.venue_name === null ? null : ` · ${one.venue_name}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action="/submit/similar/submit" className={styles.deeds}>
        <Button>{similar.length === 0 ? "Send it" : "No, mine is another: send it"}</Button>
        <a href={SUBMIT}>Change what I typed</a>
        {similar.length === 0 ? null : <a href="/">Yes, it is there: I am done</a>}
      </form>
    </div>
  );
}
