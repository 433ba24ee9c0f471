import { ButtonLink } from "@/components/ui/button-link";
import { Facts } from "@/components/ui/facts";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import {
  adapterWords,
  asksWhetherRight,
  feedName,
  intervalWords,
  isFilledByHand,
} from "../model/feed-words";
import { FEEDS, feedPath, removeFeedPath, sourcePath } from "../model/paths";
import type { Feed, Run, Venue } from "../model/types";
import { addressFields, feedFields } from "./feed-fields";
import { HealthBadge } from "./health-badge";
import { RunTable } from "./run-table";

interface FeedPageProps {
  feed: Feed;
  runs: readonly Run[];
  venues: readonly Venue[];
  said: Flash | null;
  zone: string;
}

/** How one feed is doing, why, and all that can be done with it. */
export function FeedPage({ feed, runs, venues, said, zone }: FeedPageProps) {
  const tell = momentsIn(zone);
  return (
    <WorkPage
      title={feedName(feed)}
      badges={<HealthBadge health={feed.health} />}
      lead={
        <>
          <p>{feed.words}</p>
          <p>
            Of <a href={sourcePath(feed.source_id)}>{feed.source_name}</a>
          </p>
        </>
      }
      back={{ href: FEEDS, label: "Feeds" }}
      said={said}
      actions={<Deeds feed={feed} />}
    >
      {said?.isRefused && said.form === "state" ? <Said said={said} /> : null}
      {asksWhetherRight(feed) ? <IsThisRight feed={feed} said={said} /> : null}
      <Panel id="facts" title="How it is read">
        <Facts facts={factsOf(feed, tell)} />
      </Panel>
      <Panel
        id="runs"
        title="Readings"
        intro="The last thirty, newest first, counted in dates. Each tells what it changed."
      >
        <RunTable runs={runs} tell={tell} />
      </Panel>
      <Panel
        id="upload"
        title="Upload a file"
        intro="CSV, Excel or iCalendar, at most 20 MB. Its events are stored at once."
      >
        <Upload feed={feed} said={said} />
      </Panel>
      <Panel id="settings" title="Settings">
        <Form
          name="settings"
          action={`${feedPath(feed.id)}/settings/submit`}
          said={said}
          isWide
          fields={[...addressFields(feed), ...feedFields(venues, zone, feed)]}
          submitLabel="Change the settings"
        />
      </Panel>
      <p>
        <ButtonLink href={removeFeedPath(feed.id)} kind="grave">
          Remove this feed…
        </ButtonLink>
      </p>
    </WorkPage>
  );
}

function Deeds({ feed }: { feed: Feed }) {
  const isPaused = feed.state === "paused";
  const deed = (name: string) => `${feedPath(feed.id)}/${name}/submit`;
  return (
    <>
      {isFilledByHand(feed) ? null : (
        <>
          <Form name="run" action={deed("run")} said={null} submitLabel="Read it now" />
          <Form
            name="dry-run"
            action={deed("dry-run")}
            said={null}
            submitLabel="Try without storing"
            submitKind="quiet"
          />
        </>
      )}
      <Form
        name={isPaused ? "resume" : "pause"}
        action={deed(isPaused ? "resume" : "pause")}
        said={null}
        submitLabel={isPaused ? "Resume" : "Pause"}
        submitKind="quiet"
      />
    </>
  );
}

function IsThisRight({ feed, said }: Pick<FeedPageProps, "feed" | "said">) {
  return (
    <Panel
      id="drop"
      title="Is this right?"
      intro="The dates that the feed no longer names are kept until you say that it is right. Then it is read once more, and what it lacks leaves the calendar."
    >
      <Form
        name="accept-drop"
        action={`${feedPath(feed.id)}/accept-drop/submit`}
        said={said}
        submitLabel="This is right"
      />
    </Panel>
  );
}

function Upload({ feed, said }: Pick<FeedPageProps, "feed" | "said">) {
  return (
    <Form
      name="upload"
      action={`${feedPath(feed.id)}/upload/submit`}
      said={said}
      hasFile
      fields={[
        {
          name: "file",
          label: "File",
          type: "file",
          accept: ".csv,.xlsx,.ics,text/csv,text/calendar",
        },
      ]}
      submitLabel="Upload"
      submitKind="quiet"
    />
  );
}

function factsOf(feed: Feed, tell: (instant: string) => string) {
  const moment = (instant: string | null) =>
    instant === null ? null : <Moment instant={instant} tell={tell} />;
  return [
    { name: "Dates to come", value: feed.upcoming_count },
    { name: "Last read", value: moment(feed.last_success_at) ?? "never" },
    { name: "Last tried", value: moment(feed.last_run_at) },
    { name: "Next reading", value: moment(feed.next_due) ?? "none is due" },
    {
      name: "How often",
      value: isFilledByHand(feed) ? null : intervalWords(feed.interval_minutes),
    },
    { name: "In trouble since", value: moment(feed.trouble_since) },
    { name: "Failures in a row", value: feed.failure_count === 0 ? null : feed.failure_count },
    { name: "Kind", value: adapterWords(feed.adapter) },
    { name: "Venue", value: feed.venue_name },
    { name: "Address", value: <code className={styles.small}>{feed.url}</code> },
  ];
}
