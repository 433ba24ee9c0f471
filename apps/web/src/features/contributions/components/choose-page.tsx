import { Button } from "@/components/ui/button";
import { PrivateHead } from "@/components/ui/private-head";
import type { Entry } from "../model/entry";
import { entryWords } from "../model/entry-words";
import { SUBMIT } from "../model/paths";
import styles from "./submit-page.module.css";

/** Which of a file's events is to be sent; another one can follow. */
export function ChoosePage({ entries }: { entries: readonly Entry[] }) {
  return (
    <div className={styles.page}>
      <PrivateHead title="Which event is it?" />
      <header className={styles.head}>
        <h1>Which event is it?</h1>
        <p>
          {entries.length === 0
            ? "Your file is not here any more. Please choose it again."
            : "Your file has several that are still to come. Choose one; the form is filled in from it."}
        </p>
      </header>
      <ul className={styles.list}>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and they never move.
          <li key={index}>
            <div>
              <h2>{entry.title || "Without a title"}</h2>
              <p>{entryWords(entry)}</p>
            </div>
            <form method="post" action="/submit/choose/submit">
              <input type="hidden" name="event" value={index} />
              <Button kind="quiet">
                Choose<span className="visually-hidden"> {entry.title}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <p className={styles.deeds}>
        <a href={SUBMIT}>Back to the form</a>
      </p>
    </div>
  );
}
