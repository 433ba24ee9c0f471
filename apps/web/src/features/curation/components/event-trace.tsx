import { Badge } from "@/components/ui/badge";
import { Changes } from "@/components/ui/changes";
import { Disclosure } from "@/components/ui/disclosure";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { Start } from "@/components/ui/start";
import type { Flash } from "@/lib/flash";
import { changeKindWords, statementChanges, statementHead } from "@/lib/statement-words";
import { eventPath, feedPath, runPath } from "../model/paths";
import { joiningWords, standingWords } from "../model/trace-words";
import type { Member, Observation, Suspected, TracedChange } from "../model/types";
import { counted, percent } from "../model/words";

type Tell = (instant: string) => string;

interface MembersProps {
  eventId: number;
  members: readonly Member[];
  said: Flash | null;
  tell: Tell;
}

/** Why the event is here: who tells of it, the one that is believed first in front. */
export function Members({ eventId, members, said, tell }: MembersProps) {
  return (
    <Panel
      id="why"
      title="Why it is here"
      intro="Who tells of it. Of each field the first that says anything is believed."
    >
      {said?.isRefused && said.form === "split" ? <Said said={said} /> : null}
      {members.length === 0 ? <p>Nobody tells of it any more.</p> : null}
      <ol className={styles.rows}>
        {members.map((member) => (
          <MemberEntry key={member.event_id} eventId={eventId} member={member} tell={tell} />
        ))}
      </ol>
    </Panel>
  );
}

function MemberEntry({ eventId, member, tell }: { eventId: number; member: Member; tell: Tell }) {
  const { source, feed, observations } = member;
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.name}>
          {source?.name ?? "No feed"}
          {source === null ? null : <Badge>Rank {source.rank}</Badge>}
        </p>
        <p>“{member.title}”</p>
        <p className={styles.small}>
          {joiningWords(member)}{" "}
          {feed === null ? null : (
            <>
              Feed <a href={feedPath(feed.id)}>{feed.name ?? `number ${feed.id}`}</a>
            </>
          )}
        </p>
        {observations.length === 0 ? null : (
          <Disclosure
            label={counted(observations.length, "date as it tells it", "dates as it tells them")}
          >
            <ul className={styles.rows}>
              {observations.map((observation) => (
                <ObservationEntry key={observation.id} observation={observation} tell={tell} />
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
      {member.merged_into_id === null ? null : (
        <Form
          name={`split-${member.event_id}`}
          action={`${eventPath(eventId)}/split/submit`}
          said={null}
          hidden={{ home_id: String(member.event_id) }}
          submitKind="quiet"
          submitLabel={
            <>
              Split off<span className="visually-hidden"> what {source?.name} tells</span>
            </>
          }
        />
      )}
    </li>
  );
}

function ObservationEntry({ observation, tell }: { observation: Observation; tell: Tell }) {
  const standing = standingWords(observation);
  return (
    <li>
      <div className={styles.words}>
        <p>
          <Start start={observation.start} isAllDay={false} tell={tell} />{" "}
          {standing === null ? null : <Badge kind="alert">{standing}</Badge>}
        </p>
        <p className={styles.small}>
          {[observation.title, observation.location].filter(Boolean).join(" · ")}
        </p>
        <p className={styles.small}>
          First seen <Moment instant={observation.first_seen_at} tell={tell} />, last{" "}
          <Moment instant={observation.last_seen_at} tell={tell} />. {observation.uid}
        </p>
      </div>
    </li>
  );
}

interface SuspectedEventsProps {
  eventId: number;
  suspected: readonly Suspected[];
  said: Flash | null;
}

/** Other events that may be the same: one word of a curator settles it. */
export function SuspectedEvents({ eventId, suspected, said }: SuspectedEventsProps) {
  return suspected.length === 0 ? null : (
    <Panel id="suspected" title="Is it one of these?">
      {said?.isRefused && said.form === "suspected" ? <Said said={said} /> : null}
      <ul className={styles.rows}>
        {suspected.map((other) => (
          <li key={other.event_id}>
            <div className={styles.words}>
              <p className={styles.name}>
                <a href={eventPath(other.event_id)}>{other.title}</a>
                <Badge>{percent(other.score)} alike</Badge>
              </p>
              <p>{other.reason}</p>
            </div>
            <div className={styles.deeds}>
              <PairForm eventId={eventId} other={other} deed="same" label="It is the same" />
              <PairForm eventId={eventId} other={other} deed="apart" label="It is another" />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface PairFormProps {
  eventId: number;
  other: Suspected;
  deed: "same" | "apart";
  label: string;
}

function PairForm({ eventId, other, deed, label }: PairFormProps) {
  return (
    <Form
      name={`${deed}-${other.event_id}`}
      action={`${eventPath(eventId)}/${deed}/submit`}
      said={null}
      hidden={{ other_id: String(other.event_id) }}
      submitKind="quiet"
      submitLabel={
        <>
          {label}
          <span className="visually-hidden"> as {other.title}</span>
        </>
      }
    />
  );
}

/** What changed about it, newest first, and which reading brought that. */
export function TracedChanges({ changes, tell }: { changes: readonly TracedChange[]; tell: Tell }) {
  return (
    <Panel id="changes" title="What changed">
      {changes.length === 0 ? <p>Nothing yet.</p> : null}
      <ol className={styles.rows}>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one reading may change several dates alike, and the list never changes.
          <ChangeEntry key={index} change={change} tell={tell} />
        ))}
      </ol>
    </Panel>
  );
}

function ChangeEntry({ change, tell }: { change: TracedChange; tell: Tell }) {
  const { at, kind, run_id, before, after } = change;
  const head = statementHead(before, after);
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.name}>{changeKindWords(kind)}</p>
        {head.start === null ? null : (
          <p>
            The date of <Start start={head.start} isAllDay={head.isAllDay} tell={tell} />
          </p>
        )}
        <Changes changes={statementChanges(before, after, tell)} />
        <p className={styles.small}>
          <a href={runPath(run_id)}>
            Reading of <Moment instant={at} tell={tell} />
          </a>
        </p>
      </div>
    </li>
  );
}
