import { Form } from "@/components/ui/form";
import { PrivateHead } from "@/components/ui/private-head";
import type { Draft } from "@/lib/draft";
import type { Flash } from "@/lib/flash";
import { eventPath, reportPath } from "../model/paths";
import { REPORT_KINDS } from "../model/state-words";
import { HumanTicket } from "./human-ticket";
import styles from "./submit-page.module.css";

interface ReportPageProps {
  event: { id: number; title: string; canonical_segment: string };
  typed: Draft | null;
  said: Flash | null;
  formToken: string;
}

/** Something is wrong with an event: tell those who look after the calendar. */
export function ReportPage({ event, typed, said, formToken }: ReportPageProps) {
  const { id, title, canonical_segment: segment } = event;
  return (
    <div className={styles.page}>
      <PrivateHead title={`Something wrong: ${title}`} said={said} />
      <header className={styles.head}>
        <h1>Something wrong?</h1>
        <p>
          About <a href={eventPath(segment)}>{title}</a>
        </p>
      </header>
      <div className={styles.card}>
        <Form
          name="report"
          action={`${reportPath(segment)}/submit`}
          said={said}
          hidden={{ event_id: String(id) }}
          fields={[
            {
              name: "kind",
              label: "What is it?",
              options: REPORT_KINDS,
              initial: typed?.kind ?? "wrong",
            },
            {
              name: "message",
              label: "What should we know?",
              rows: 6,
              maxLength: 2_000,
              initial: typed?.message ?? "",
            },
            {
              name: "contact_email",
              label: "Your e-mail address (optional)",
              hint: "Only so that we can ask. It is never shown.",
              type: "email",
              autoComplete: "email",
              isRequired: false,
              maxLength: 254,
              initial: typed?.contact_email ?? "",
            },
          ]}
          submitLabel="Tell us"
        >
          <HumanTicket formToken={formToken} />
        </Form>
      </div>
    </div>
  );
}
