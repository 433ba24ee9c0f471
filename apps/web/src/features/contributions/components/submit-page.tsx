import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Said } from "@/components/ui/said";
import type { Flash } from "@/lib/flash";
import type { Entry } from "../model/entry";
import type { Category } from "../model/types";
import { EntryFields, entryInputId } from "./entry-fields";
import { HumanTicket } from "./human-ticket";
import styles from "./submit-page.module.css";

interface SubmitPageProps {
  entry: Entry;
  said: Flash | null;
  /** What was found on a page that somebody named. */
  found: string | null;
  categories: readonly Category[];
  place: string;
  formToken: string;
}

/** Tell us of an event: by a link, by a file, or by hand. */
export function SubmitPage(props: SubmitPageProps) {
  const { entry, said, found, categories, place, formToken } = props;
  const saidHere = said?.form === "entry" ? said : null;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>Submit an event</h1>
        <p>No account is needed. Somebody looks at it before it is on the calendar.</p>
      </header>
      <div className={styles.ways}>
        <section className={styles.way} aria-labelledby="link-title">
          <h2 id="link-title">It has a web page</h2>
          <Form
            name="link"
            action="/submit/link/submit"
            said={said}
            fields={[
              {
                name: "url",
                label: "Link to the event",
                type: "url",
                autoComplete: "off",
                hint: "We read the page and fill in the form for you.",
                maxLength: 2_000,
              },
            ]}
            submitLabel="Read the page"
            submitKind="quiet"
          />
        </section>
        <section className={styles.way} aria-labelledby="file-title">
          <h2 id="file-title">It is in a calendar file</h2>
          <Form
            name="file"
            action="/submit/file/submit"
            said={said}
            fields={[
              {
                name: "file",
                label: "File (.ics)",
                type: "file",
                accept: ".ics,text/calendar",
                hint: "From your calendar program. At most 1 MB.",
              },
            ]}
            hasFile
            submitLabel="Read the file"
            submitKind="quiet"
          />
        </section>
      </div>
      <section className={styles.card} aria-labelledby="entry-title-words">
        <h2 id="entry-title-words">Or fill in the form</h2>
        <form method="post" action="/submit/send/submit" className={styles.form}>
          {saidHere === null ? null : <Said said={saidHere} inputId={entryInputId} />}
          {found === null ? null : (
            <p className={styles.found} role="status">
              {found}
            </p>
          )}
          <EntryFields
            entry={entry}
            problems={saidHere?.fieldMessages ?? {}}
            categories={categories}
            place={place}
          />
          <HumanTicket formToken={formToken} />
          <div className={styles.send}>
            <Button>Send the event</Button>
          </div>
        </form>
      </section>
    </div>
  );
}
