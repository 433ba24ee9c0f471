import { Badge } from "@/components/ui/badge";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import { eventPath, REPORTS, reportAnchor } from "../model/paths";
import { REPORT_STATES, reportKindWords, reportStateWords } from "../model/submission-words";
import type { Report, Reports } from "../model/types";
import { StateLinks } from "./state-links";
import pageStyles from "./submission-page.module.css";
import { WaitingLinks } from "./waiting-links";

interface ReportListProps {
  page: Reports;
  slice: { state: string; before: string };
  said: Flash | null;
  zone: string;
}

/** What readers say is wrong, newest first. */
export function ReportList({ page, slice, said, zone }: ReportListProps) {
  const tell = momentsIn(zone);
  const { state, before } = slice;
  const next =
    page.next_before === null
      ? null
      : addressOf(REPORTS, { state, before: String(page.next_before) });
  return (
    <WorkPage
      title="Reports"
      lead="What readers say is wrong with an event. Put it right on the event's page, then say so here."
      said={said}
      actions={<WaitingLinks current={REPORTS} />}
    >
      {said?.isRefused ? <Said said={said} /> : null}
      <StateLinks page={REPORTS} states={REPORT_STATES} current={state} />
      {page.reports.length === 0 ? <p>None.</p> : null}
      <ul className={styles.rows}>
        {page.reports.map((report) => (
          <Entry key={report.id} report={report} state={state} tell={tell} />
        ))}
      </ul>
      <MorePages
        first={before === "" ? null : addressOf(REPORTS, { state })}
        next={next}
        nextLabel="Older reports"
      />
    </WorkPage>
  );
}

interface EntryProps {
  report: Report;
  /** Of the list, to come back to. */
  state: string;
  tell: (instant: string) => string;
}

function Entry({ report, state, tell }: EntryProps) {
  const words = reportStateWords(report.state);
  const { reported_at, contact_email, decided_at, decided_by_name } = report;
  return (
    <li id={reportAnchor(report.id)}>
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={eventPath(report.event_id)}>{report.event_title}</a>
          <Badge>{reportKindWords(report.kind)}</Badge>
          {report.state === "open" ? null : <Badge kind={words.kind}>{words.label}</Badge>}
        </p>
        <p className={pageStyles.description}>{report.message}</p>
        <p className={styles.small}>
          <Moment instant={reported_at} tell={tell} />
          {contact_email === null ? "" : `, by ${contact_email}`}
          {decided_at === null ? null : (
            <>
              . Decided <Moment instant={decided_at} tell={tell} /> by{" "}
              {decided_by_name ?? "an account that is gone"}
            </>
          )}
        </p>
      </div>
      <div className={styles.deeds}>
        {report.state === "open" ? (
          <>
            <Deed report={report} state={state} deed="resolve" label="Put right" />
            <Deed report={report} state={state} deed="dismiss" label="Nothing to do" />
          </>
        ) : (
          <Deed report={report} state={state} deed="reopen" label="Open it again" />
        )}
      </div>
    </li>
  );
}

interface DeedProps {
  report: Report;
  state: string;
  deed: "resolve" | "dismiss" | "reopen";
  label: string;
}

function Deed({ report, state, deed, label }: DeedProps) {
  return (
    <Form
      name={`${deed}-${report.id}`}
      action={`${REPORTS}/${deed}/submit`}
      said={null}
      hidden={{ report: String(report.id), state }}
      submitKind="quiet"
      submitLabel={
        <>
          {label}
          <span className="visually-hidden">
            {" "}
            (report {report.id} about {report.event_title})
          </span>
        </>
      }
    />
  );
}
