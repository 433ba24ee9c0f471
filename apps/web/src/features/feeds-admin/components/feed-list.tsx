import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import { feedsBySource, needALook } from "../model/feed-order";
import { counted, feedName, hostOf, kindWords } from "../model/feed-words";
import { ADD_FEED, ADD_SOURCE, FIND_FEEDS, feedPath, sourcePath } from "../model/paths";
import type { Feed, Source } from "../model/types";
import styles from "./feed-list.module.css";
import { HealthBadge } from "./health-badge";

interface FeedListProps {
  sources: readonly Source[];
  feeds: readonly Feed[];
  said: Flash | null;
  zone: string;
}

type Tell = (instant: string) => string;

/** Everybody who publishes, with their feeds and how these are doing; troubles come first. */
export function FeedList({ sources, feeds, said, zone }: FeedListProps) {
  const tell = momentsIn(zone);
  const troubled = needALook(feeds);
  return (
    <WorkPage
      title="Feeds"
      said={said}
      lead={`${counted(feeds.length, "feed")} of ${counted(sources.length, "source")}. ${
        troubled.length === 0 ? "All are well." : `${troubled.length} should be looked at.`
      }`}
      actions={
        <>
          <ButtonLink href={FIND_FEEDS} kind="main">
            Find feeds
          </ButtonLink>
          <ButtonLink href={ADD_FEED}>Add a feed</ButtonLink>
          <ButtonLink href={ADD_SOURCE}>Add a source</ButtonLink>
        </>
      }
    >
      {troubled.length === 0 ? null : (
        <Panel id="look" title="To be looked at">
          <ul className={styles.ofOne}>
            {troubled.map((feed) => (
              <li key={feed.id}>
                <Entry
                  feed={feed}
                  tell={tell}
                  name={feedName(feed)}
                  about={`${feed.source_name}, ${hostOf(feed.url)}`}
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <ul className={styles.sources} aria-label="Sources">
        {feedsBySource(sources, feeds).map(({ source, feeds }) => (
          <SourceEntry key={source.id} source={source} feeds={feeds} tell={tell} />
        ))}
      </ul>
    </WorkPage>
  );
}

interface SourceEntryProps {
  source: Source;
  feeds: readonly Feed[];
  tell: Tell;
}

function SourceEntry({ source, feeds, tell }: SourceEntryProps) {
  const [only] = feeds;
  const kind = kindWords(source.kind);
  if (feeds.length === 1 && only !== undefined) {
    return (
      <li className={styles.source}>
        <Entry
          feed={only}
          tell={tell}
          name={only.name ?? source.name}
          about={
            <>
              <a href={sourcePath(source.id)}>{source.name}</a>, {kind}
            </>
          }
        />
      </li>
    );
  }
  return (
    <li className={styles.source}>
      <p className={styles.name}>
        <a href={sourcePath(source.id)}>{source.name}</a>
        <span className={styles.small}>{feeds.length === 0 ? `${kind}, no feeds` : kind}</span>
      </p>
      {feeds.length === 0 ? null : (
        <ul className={styles.ofOne}>
          {feeds.map((feed) => (
            <li key={feed.id}>
              <Entry feed={feed} tell={tell} name={feedName(feed)} about={hostOf(feed.url)} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface EntryProps {
  feed: Feed;
  tell: Tell;
  name: string;
  /** Whose it is, or where. */
  about: ReactNode;
}

function Entry({ feed, tell, name, about }: EntryProps) {
  return (
    <div className={styles.feed}>
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={feedPath(feed.id)}>{name}</a>
          <HealthBadge health={feed.health} />
        </p>
        <p>{feed.words}</p>
        <p className={styles.small}>{about}</p>
      </div>
      <dl className={styles.counts}>
        <div>
          <dt>To come</dt>
          <dd>{feed.upcoming_count}</dd>
        </div>
        <div>
          <dt>Last read</dt>
          <dd>
            {feed.last_success_at === null ? (
              "never"
            ) : (
              <Moment instant={feed.last_success_at} tell={tell} />
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}
