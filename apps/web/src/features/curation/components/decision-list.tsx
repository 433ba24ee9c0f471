import { Changes } from "@/components/ui/changes";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import styles from "@/components/ui/rows.module.css";
import { decisionChanges, decisionWords, type Names } from "../model/decision-words";
import { eventPath, venuePath } from "../model/paths";
import type { Decision } from "../model/types";

interface DecisionListProps {
  decisions: readonly Decision[];
  names: Names;
  tell: (instant: string) => string;
  /** Where undoing is sent, and what beside the decision. */
  undoAction: string;
  undoHidden?: Readonly<Record<string, string>>;
  /** Whether each says what it was about. */
  isOfAll?: boolean;
}

/** What was decided, newest first; each can be undone as long as nothing was built upon it. */
export function DecisionList({ decisions, ...shared }: DecisionListProps) {
  return decisions.length === 0 ? (
    <p>Nothing was decided here.</p>
  ) : (
    <ol className={styles.rows}>
      {decisions.map((decision) => (
        <Entry key={decision.id} decision={decision} {...shared} />
      ))}
    </ol>
  );
}

interface EntryProps extends Omit<DecisionListProps, "decisions"> {
  decision: Decision;
}

function Entry({
  decision,
  names,
  tell,
  undoAction,
  undoHidden = {},
  isOfAll = false,
}: EntryProps) {
  const { id, kind, decided_at, decided_by_name, undone_at } = decision;
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.name}>
          {undone_at === null ? decisionWords(kind) : <del>{decisionWords(kind)}</del>}
        </p>
        {isOfAll ? <Subject decision={decision} /> : null}
        <Changes changes={decisionChanges(decision, names)} />
        <p className={styles.small}>
          <Moment instant={decided_at} tell={tell} />, by{" "}
          {decided_by_name ?? "an account that is gone"}
          {undone_at === null ? null : (
            <>
              . Undone <Moment instant={undone_at} tell={tell} />
            </>
          )}
        </p>
      </div>
      {undone_at === null ? (
        <Form
          name={`undo-${id}`}
          action={undoAction}
          said={null}
          hidden={{ ...undoHidden, decision: String(id) }}
          submitKind="quiet"
          submitLabel={
            <>
              Undo
              <span className="visually-hidden">
                {" "}
                “{decisionWords(kind)}” of {tell(decided_at)}
              </span>
            </>
          }
        />
      ) : null}
    </li>
  );
}

function Subject({ decision: { event_id, venue_id, subject_title } }: { decision: Decision }) {
  const title = subject_title ?? "something that is gone";
  if (event_id !== null) {
    return (
      <p className={styles.link}>
        <a href={eventPath(event_id)}>{title}</a>
      </p>
    );
  }
  return (
    <p className={styles.link}>
      {venue_id === null ? title : <a href={venuePath(venue_id)}>{title}</a>}
    </p>
  );
}
