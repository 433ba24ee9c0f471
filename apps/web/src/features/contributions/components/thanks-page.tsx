import { PrivateHead } from "@/components/ui/private-head";
import { SUBMIT, submissionPath } from "../model/paths";
import styles from "./submit-page.module.css";

interface ThanksPageProps {
  /** Null once the page was seen: the link is shown a single time. */
  sent: { id: string; title: string; link: string; contactEmail: string } | null;
}

export function ThanksPage({ sent }: ThanksPageProps) {
  return (
    <div className={styles.page}>
      <PrivateHead title="Thank you" />
      <header className={styles.head}>
        <h1>Thank you!</h1>
        <p>
          {sent === null ? "Your event" : `“${sent.title}”`} has arrived. Somebody looks at it
          before it is on the calendar.
          {sent?.contactEmail ? ` We write to ${sent.contactEmail} when that is done.` : ""}
        </p>
      </header>
      {sent === null ? (
        <p>Your private link was shown once, so it is not here any more.</p>
      ) : (
        <section className={styles.card} aria-labelledby="link">
          <h2 id="link">Your private link</h2>
          <div className={styles.secret}>
            <p>
              With it you can change the event or take it back. It is shown this once: please keep
              it, and keep it to yourself.
            </p>
            <code>{sent.link}</code>
          </div>
          <div className={styles.deeds}>
            <a href={submissionPath(sent.id)}>Change or withdraw it now</a>
          </div>
        </section>
      )}
      <p className={styles.deeds}>
        <a href={SUBMIT}>Send another event</a>
        <a href="/">To the calendar</a>
      </p>
    </div>
  );
}
