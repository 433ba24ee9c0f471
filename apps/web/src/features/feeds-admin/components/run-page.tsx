import { Badge } from "@/components/ui/badge";
import { Changes } from "@/components/ui/changes";
import { Facts } from "@/components/ui/facts";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Start } from "@/components/ui/start";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import { changeKindWords, statementChanges, statementHead } from "@/lib/statement-words";
import { problemsOf } from "../model/candidates";
import { counted, feedName } from "../model/feed-words";
import { eventPath, feedPath, runPath } from "../model/paths";
import { COUNTS, durationWords, sizeWords, statusWords, triggerWords } from "../model/run-words";
import type { Feed, RunChange, RunDetail } from "../model/types";
import { Problems } from "./problems";

interface RunPageProps {
  run: RunDetail;
  feed: Feed;
  said: Flash | null;
  zone: string;
}

type Tell = (instant: string) => string;

/** One reading of a feed: what it found, what it changed, and the lines that it could not read. */
export function RunPage({ run, feed, said, zone }: RunPageProps) {
  const tell = momentsIn(zone);
  const problems = problemsOf(run.problems);
  const status = statusWords(run.status);
  return (
    <WorkPage
      title={`Reading of ${tell(run.started_at)}`}
      badges={<Badge kind={status.kind}>{status.label}</Badge>}
      lead={run.failure ?? `Read ${triggerWords(run.trigger)}.`}
      back={{ href: feedPath(feed.id), label: feedName(feed) }}
      said={said}
      actions={
        run.can_be_replayed ? (
          <Form
            name="replay"
            action={`${runPath(run.id)}/replay/submit`}
            said={said?.isRefused ? said : null}
            submitLabel="Store it once more"
            submitKind="quiet"
          />
        ) : undefined
      }
    >
      <Panel id="facts" title="In numbers">
        <Facts
          facts={[
            ...COUNTS.map(({ key, label }) => ({ name: label, value: String(run[key]) })),
            { name: "Unchanged", value: String(run.unchanged_count) },
            { name: "Received", value: sizeWords(run.byte_count) },
            { name: "Took", value: durationWords(run) },
            { name: "Answer of the host", value: run.http_status },
          ]}
        />
      </Panel>
      {problems.length === 0 ? null : (
        <Panel id="problems" title={`What could not be read as it stands (${problems.length})`}>
          <Problems problems={problems} />
        </Panel>
      )}
      <Panel id="changes" title="What it changed">
        {run.changes.length === 0 ? (
          <p>Nothing.</p>
        ) : (
          <>
            <p className={styles.small}>
              {counted(run.changes.length, "date")}
              {run.changes.length >= MOST_CHANGES ? ", and possibly more" : ""}
            </p>
            <ul className={styles.rows}>
              {run.changes.map((change, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one series has many dates, and the list never changes.
                <Entry key={index} change={change} tell={tell} />
              ))}
            </ul>
          </>
        )}
      </Panel>
    </WorkPage>
  );
}

/** The API lists no more of a run. */
const MOST_CHANGES = 200;

function Entry({ change, tell }: { change: RunChange; tell: Tell }) {
  const { before, after, kind, event_id } = change;
  const head = statementHead(before, after);
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={eventPath(event_id)}>{head.title}</a>
          <Badge kind={kind === "removed" || kind === "cancelled" ? "alert" : "plain"}>
            {changeKindWords(kind)}
          </Badge>
        </p>
        {head.start === null ? null : (
          <p>
            <Start start={head.start} isAllDay={head.isAllDay} tell={tell} />
          </p>
        )}
        <Changes changes={statementChanges(before, after, tell)} />
      </div>
    </li>
  );
}
