import type { ReactNode } from "react";
import { ArrowOut, Check, Clock, Pause, Warning } from "@/components/ui/icons";
import type { FeedHealth, PublicFeed, PublicSource } from "../model/calendar-types";
import { clockWords } from "../model/clock-words";
import { externalLink } from "../model/external-link";
import { localDateOf, relativeDay, shortDate } from "../model/local-date";
import { SUBMIT } from "../model/paths";
import { healthWords, overallWords, sourceKindWords, troubledFirst } from "../model/source-words";
import type { CalendarClock } from "./calendar-clock";
import styles from "./source-list.module.css";

interface SourceListProps {
  sources: readonly PublicSource[];
  clock: CalendarClock;
}

/** Whom the calendar is gathered from, and how each of their feeds is doing. */
export function SourceList({ sources, clock }: SourceListProps) {
  return (
    <>
      <header className={styles.head}>
        <h1>Where events come from</h1>
        <p>
          The calendar is put together from what venues, organisers and papers publish themselves.
          What several of them tell is shown once. {overallWords(sources)}
        </p>
        <p>
          Is your calendar missing? <a href={SUBMIT}>Tell us of an event</a>
        </p>
      </header>
      <ul className={styles.sources}>
        {troubledFirst(sources).map((source) => (
          <Source key={source.slug} source={source} clock={clock} />
        ))}
      </ul>
    </>
  );
}

function Source({ source, clock }: { source: PublicSource; clock: CalendarClock }) {
  const website = externalLink(source.website);
  return (
    <li className={styles.source}>
      <div className={styles.about}>
        <h2>{source.name}</h2>
        <p>{sourceKindWords(source.kind)}</p>
        {source.licence === null ? null : <p>Licence: {source.licence}</p>}
        {website === null ? null : (
          <p>
            <a href={website.href} rel="noopener nofollow">
              {website.host} <ArrowOut />
            </a>
          </p>
        )}
      </div>
      <ul className={styles.feeds}>
        {source.feeds.map((feed, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two feeds may share a name, and they have nothing else.
          <li key={index} className={styles.feed}>
            {feed.name === source.name ? null : <h3>{feed.name}</h3>}
            <p className={`${styles.health} ${styles[feed.health]}`}>
              {ICONS[feed.health]} {healthWords(feed.health)}
            </p>
            <p className={styles.words}>{feed.words}</p>
            <LastRead feed={feed} clock={clock} />
          </li>
        ))}
      </ul>
    </li>
  );
}

const ICONS: Record<FeedHealth, ReactNode> = {
  good: <Check />,
  trouble: <Warning />,
  stale: <Clock />,
  paused: <Pause />,
  new: <Clock />,
};

function LastRead({ feed, clock }: { feed: PublicFeed; clock: CalendarClock }) {
  if (feed.last_success_at === null) {
    return <p className={styles.when}>It has never been read without trouble.</p>;
  }
  const instant = new Date(feed.last_success_at);
  const day = localDateOf(instant, clock.zone);
  return (
    <p className={styles.when}>
      Last read without trouble:{" "}
      <time dateTime={feed.last_success_at}>
        {relativeDay(day, clock.today)?.toLowerCase() ?? shortDate(day)},{" "}
        {clockWords(instant, clock.zone)}
      </time>
    </p>
  );
}
