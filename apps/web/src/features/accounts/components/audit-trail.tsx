import styles from "@/components/ui/list-page.module.css";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import { PrivateHead } from "@/components/ui/private-head";
import { Search } from "@/components/ui/search";
import { addressOf } from "@/lib/address-text";
import { momentsIn } from "@/lib/moment-words";
import type { AuditEntry, AuditPage } from "../model/account-types";
import { actionWords, changesOf } from "../model/audit-words";
import { AUDIT_TRAIL } from "../model/paths";
import type { AuditSlice } from "../queries";

interface AuditTrailProps {
  page: AuditPage;
  slice: AuditSlice;
  zone: string;
}

/** What was done, by whom and from where, newest first. */
export function AuditTrail({ page, slice, zone }: AuditTrailProps) {
  const tell = momentsIn(zone);
  const { action, actor, subject, before } = slice;
  const isNarrowed = action !== "" || actor !== "" || subject !== "";
  const older =
    page.next_before === null
      ? null
      : addressOf(AUDIT_TRAIL, { action, actor, subject, before: String(page.next_before) });
  return (
    <div className={styles.page}>
      <PrivateHead title="What was done" />
      <header className={styles.head}>
        <h1>What was done</h1>
      </header>
      <Search
        action={AUDIT_TRAIL}
        name="action"
        label="Only the action"
        hint="Such as account.changed, or session. with its dot for all that begin so."
        initial={action}
        suggestions={[...new Set(page.entries.map((entry) => entry.action))].sort()}
        hidden={{
          ...(actor === "" ? {} : { actor }),
          ...(subject === "" ? {} : { subject }),
        }}
        submitLabel="Narrow"
      />
      {isNarrowed ? (
        <p>
          Only {action === "" ? "what" : `“${action}” that`}{" "}
          {actor === "" ? "anybody" : "one person"} did
          {subject === "" ? "" : ` to ${page.entries[0]?.subject_email ?? subject}`}.{" "}
          <a href={AUDIT_TRAIL}>Show everything</a>
        </p>
      ) : null}
      {page.entries.length === 0 ? <p>Nothing is recorded here.</p> : null}
      <ol className={styles.list}>
        {page.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} tell={tell} action={action} />
        ))}
      </ol>
      <MorePages
        first={before === "" ? null : addressOf(AUDIT_TRAIL, { action, actor, subject })}
        next={older}
        nextLabel="Older entries"
      />
    </div>
  );
}

interface EntryProps {
  entry: AuditEntry;
  tell: (instant: string) => string;
  action: string;
}

function Entry({ entry, tell, action }: EntryProps) {
  const changes = changesOf(entry.before, entry.after);
  const details = [entry.action, entry.address, entry.request_id];
  return (
    <li className={styles.entry}>
      <div className={styles.words}>
        <h2>{actionWords(entry.action)}</h2>
        <p>
          <Moment instant={entry.at} tell={tell} />, by <Actor entry={entry} action={action} />
        </p>
        <p>
          To{" "}
          <a href={addressOf(AUDIT_TRAIL, { subject: entry.subject })}>
            {entry.subject_email ?? entry.subject}
          </a>
        </p>
        <p className={styles.small}>{details.filter((part) => part !== null).join(" · ")}</p>
      </div>
      {changes.length === 0 ? null : (
        <dl className={styles.changes}>
          {changes.map((change) => (
            <Change key={change.name} {...change} />
          ))}
        </dl>
      )}
    </li>
  );
}

function Actor({ entry: { actor }, action }: Pick<EntryProps, "entry" | "action">) {
  return actor === null ? (
    "nobody signed in"
  ) : (
    <a href={addressOf(AUDIT_TRAIL, { action, actor: actor.id })}>
      {actor.email ?? "an account that is gone"}
    </a>
  );
}

function Change({ name, before, after }: ReturnType<typeof changesOf>[number]) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {before === null ? null : <del>{before}</del>}
        {before === null || after === null ? null : " → "}
        {after === null ? null : <ins>{after}</ins>}
      </dd>
    </>
  );
}
