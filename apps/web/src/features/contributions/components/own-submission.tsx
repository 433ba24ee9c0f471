import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { PrivateHead } from "@/components/ui/private-head";
import { Said } from "@/components/ui/said";
import type { Flash } from "@/lib/flash";
import type { Entry } from "../model/entry";
import { submissionPath } from "../model/paths";
import { stateWords } from "../model/state-words";
import type { Category, Submission } from "../model/types";
import { EntryFields, entryInputId } from "./entry-fields";
import styles from "./submit-page.module.css";

interface OwnSubmissionProps {
  submission: Submission;
  entry: Entry;
  said: Flash | null;
  categories: readonly Category[];
  place: string;
}

/** What its maker sees of a submission: how it stands, and what can be changed. */
export function OwnSubmission(props: OwnSubmissionProps) {
  const { submission, said } = props;
  const state = stateWords(submission);
  return (
    <div className={styles.page}>
      <PrivateHead title={submission.content.title} said={said} />
      <header className={styles.head}>
        <h1>{submission.content.title}</h1>
      </header>
      {said?.form === "page" ? <Said said={said} /> : null}
      <section className={styles.state} aria-labelledby="state">
        <h2 id="state">{state.title}</h2>
        <p>{state.sentence}</p>
      </section>
      {submission.event_id === null || submission.published === null ? null : (
        <p className={styles.deeds}>
          <a href={`/events/${submission.event_id}`}>See it on the calendar</a>
        </p>
      )}
      {submission.state === "withdrawn" ? null : <Deeds {...props} />}
    </div>
  );
}

function Deeds({ submission, entry, said, categories, place }: OwnSubmissionProps) {
  const saidHere = said?.form === "entry" ? said : null;
  const path = submissionPath(submission.id);
  return (
    <>
      <section className={styles.card} aria-labelledby="change">
        <h2 id="change">Change it</h2>
        <form method="post" action={`${path}/change/submit`} className={styles.form}>
          {saidHere === null ? null : <Said said={saidHere} inputId={entryInputId} />}
          <EntryFields
            entry={entry}
            problems={saidHere?.fieldMessages ?? {}}
            categories={categories}
            place={place}
          />
          <div className={styles.send}>
            <Button>Send the change</Button>
          </div>
        </form>
      </section>
      <Disclosure label="Take it back">
        <form method="post" action={`${path}/withdraw/submit`} className={styles.form}>
          <p>It leaves the calendar, if it is there, and nobody looks at it any more.</p>
          <div>
            <Button kind="grave">Withdraw the event</Button>
          </div>
        </form>
      </Disclosure>
    </>
  );
}
