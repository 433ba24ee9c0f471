import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import styles from "@/components/ui/rows.module.css";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import { localWords, momentsIn } from "@/lib/moment-words";
import { SUBMISSIONS, submissionPath } from "../model/paths";
import { SUBMISSION_STATES, submissionStateWords } from "../model/submission-words";
import type { ManagedSubmission, ManagedSubmissions } from "../model/types";
import { StateLinks } from "./state-links";
import { WaitingLinks } from "./waiting-links";

interface SubmissionListProps {
  page: ManagedSubmissions;
  slice: { state: string; before: string };
  zone: string;
}

/** What readers propose, newest first. */
export function SubmissionList({ page, slice, zone }: SubmissionListProps) {
  const tell = momentsIn(zone);
  const { state, before } = slice;
  const next =
    page.next_before === null ? null : addressOf(SUBMISSIONS, { state, before: page.next_before });
  return (
    <WorkPage
      title="Submissions"
      lead="Events that readers propose. Published ones are told to whoever sent them."
      actions={<WaitingLinks current={SUBMISSIONS} />}
    >
      <StateLinks page={SUBMISSIONS} states={SUBMISSION_STATES} current={state} />
      {page.submissions.length === 0 ? <p>None.</p> : null}
      <ul className={styles.rows}>
        {page.submissions.map((submission) => (
          <Entry key={submission.id} submission={submission} tell={tell} />
        ))}
      </ul>
      <MorePages
        first={before === "" ? null : addressOf(SUBMISSIONS, { state })}
        next={next}
        nextLabel="Older submissions"
      />
    </WorkPage>
  );
}

interface EntryProps {
  submission: ManagedSubmission;
  tell: (instant: string) => string;
}

function Entry({ submission, tell }: EntryProps) {
  const { id, state, content, published, submitted_at } = submission;
  const words = submissionStateWords(state);
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={submissionPath(id)}>{content.title}</a>
          <Badge kind={words.kind}>{words.label}</Badge>
          {state === "waiting" && published !== null ? <Badge>A change</Badge> : null}
        </p>
        <p>
          {localWords(content.start)} · {content.location}
        </p>
        <p className={styles.small}>
          Sent <Moment instant={submitted_at} tell={tell} />
        </p>
      </div>
    </li>
  );
}
