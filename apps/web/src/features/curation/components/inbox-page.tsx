import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import rows from "@/components/ui/rows.module.css";
import { WorkPage } from "@/components/ui/work-page";
import { momentsIn } from "@/lib/moment-words";
import { inboxHref, inboxKindWords, inboxTiles, waitingCount } from "../model/inbox-words";
import type { Inbox, InboxItem } from "../model/types";
import { counted } from "../model/words";
import styles from "./inbox-page.module.css";

/** What waits for a curator, of every kind: how much of each, and the newest. */
export function InboxPage({ inbox, zone }: { inbox: Inbox; zone: string }) {
  const waiting = waitingCount(inbox);
  const tell = momentsIn(zone);
  return (
    <WorkPage
      title="Inbox"
      lead={waiting === 0 ? "Nothing waits for you." : `${counted(waiting, "thing")} to decide.`}
    >
      <ul className={styles.tiles}>
        {inboxTiles(inbox).map(({ href, label, count }) => (
          <li key={href}>
            <a className={count === 0 ? styles.none : undefined} href={href}>
              <strong>{count.toLocaleString("en-US")}</strong>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      {inbox.items.length === 0 ? null : (
        <Panel id="newest" title="The newest">
          <ul className={rows.rows}>
            {inbox.items.map((item) => (
              <Entry key={`${item.kind} ${item.id}`} item={item} tell={tell} />
            ))}
          </ul>
        </Panel>
      )}
    </WorkPage>
  );
}

function Entry({ item, tell }: { item: InboxItem; tell: (instant: string) => string }) {
  const { label, kind } = inboxKindWords(item.kind);
  return (
    <li>
      <div className={rows.words}>
        <p className={rows.name}>
          <a href={inboxHref(item)}>{item.title}</a>
          <Badge kind={kind}>{label}</Badge>
        </p>
        <p>{item.words}</p>
        <p className={rows.small}>
          Since <Moment instant={item.since} tell={tell} />
        </p>
      </div>
    </li>
  );
}
