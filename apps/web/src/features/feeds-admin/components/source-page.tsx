import { ButtonLink } from "@/components/ui/button-link";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { feedName, kindWords, SOURCE_KINDS } from "../model/feed-words";
import {
  ADD_FEED,
  ADD_SOURCE,
  FEEDS,
  feedPath,
  removeSourcePath,
  sourcePath,
} from "../model/paths";
import type { Feed, Source } from "../model/types";
import { sourceFields } from "./feed-fields";
import { HealthBadge } from "./health-badge";

interface SourcePageProps {
  source: Source;
  feeds: readonly Feed[];
  said: Flash | null;
}

/** Somebody who publishes. */
export function SourcePage({ source, feeds, said }: SourcePageProps) {
  const isOrdinary = SOURCE_KINDS.some(({ value }) => value === source.kind);
  return (
    <WorkPage
      title={source.name}
      lead={`${kindWords(source.kind)}, believed at rank ${source.rank}.`}
      back={{ href: FEEDS, label: "Feeds" }}
      said={said}
    >
      <Panel id="feeds" title="Feeds">
        {feeds.length === 0 ? <p>None.</p> : null}
        <ul className={styles.rows}>
          {feeds.map((feed) => (
            <li key={feed.id}>
              <div className={styles.words}>
                <p className={styles.name}>
                  <a href={feedPath(feed.id)}>{feedName(feed)}</a>
                  <HealthBadge health={feed.health} />
                </p>
                <p>{feed.words}</p>
              </div>
            </li>
          ))}
        </ul>
        {isOrdinary ? (
          <p>
            <ButtonLink href={addressOf(ADD_FEED, { source: String(source.id) })}>
              Add a feed
            </ButtonLink>
          </p>
        ) : null}
      </Panel>
      {isOrdinary ? (
        <>
          <Panel id="settings" title="Settings">
            <Form
              name="settings"
              action={`${sourcePath(source.id)}/settings/submit`}
              said={said}
              isWide
              fields={[
                ...sourceFields(source),
                {
                  name: "rank",
                  label: "Rank",
                  hint: "1 is believed before all others; venues have 10, listings 60.",
                  type: "number",
                  min: 1,
                  max: 1000,
                  initial: String(source.rank),
                },
              ]}
              submitLabel="Change the source"
            />
          </Panel>
          <p>
            <ButtonLink href={removeSourcePath(source.id)} kind="grave">
              Remove its feeds…
            </ButtonLink>
          </p>
        </>
      ) : null}
    </WorkPage>
  );
}

export function AddSourcePage({ said }: { said: Flash | null }) {
  return (
    <WorkPage title="Add a source" back={{ href: FEEDS, label: "Feeds" }} said={said}>
      <Panel id="source" title="Who publishes">
        <Form
          name="add-source"
          action={`${ADD_SOURCE}/submit`}
          said={said}
          isWide
          fields={sourceFields()}
          submitLabel="Add the source"
        />
      </Panel>
    </WorkPage>
  );
}
