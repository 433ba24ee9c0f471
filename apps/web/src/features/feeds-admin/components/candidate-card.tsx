import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Disclosure } from "@/components/ui/disclosure";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Start } from "@/components/ui/start";
import type { Candidate, NextEvent } from "../model/candidates";
import { counted, hostOf } from "../model/feed-words";
import { Problems } from "./problems";

interface CandidateCardProps {
  id: string;
  candidate: Candidate;
  tell: (instant: string) => string;
  /** Where it is added; absent where there is nothing to add. */
  addHref?: string;
}

/** What a feed holds, to be judged before it brings anything. */
export function CandidateCard({ id, candidate, tell, addHref }: CandidateCardProps) {
  const { label, name, url, nextEvents, problems, isPartial, plan } = candidate;
  return (
    <Panel
      id={id}
      title={
        <>
          {name ?? hostOf(url)} <Badge>{label}</Badge>
        </>
      }
    >
      <p className={styles.small}>
        <code>{url}</code>
      </p>
      <Facts
        facts={[
          { name: "Dates to come", value: String(candidate.dateCount) },
          { name: "Events", value: String(candidate.eventCount) },
          { name: "Probably here already", value: String(candidate.duplicateCount) },
          ...(plan === null
            ? []
            : [
                { name: "Would be new", value: String(plan.newCount) },
                { name: "Would change", value: String(plan.changedCount) },
                { name: "Would stay", value: String(plan.unchangedCount) },
                { name: "Missing from the feed", value: String(plan.missingCount) },
              ]),
        ]}
      />
      {isPartial ? <p>The answer was cut off: there may be more.</p> : null}
      <NextEvents events={nextEvents} tell={tell} />
      {problems.length === 0 ? null : (
        <Disclosure label={counted(problems.length, "problem")}>
          <Problems problems={problems} />
        </Disclosure>
      )}
      {addHref === undefined ? null : (
        <p>
          <ButtonLink href={addHref} kind="main">
            Add this feed…<span className="visually-hidden"> {name ?? url}</span>
          </ButtonLink>
        </p>
      )}
    </Panel>
  );
}

function NextEvents({ events, tell }: Pick<CandidateCardProps, "tell"> & { events: NextEvent[] }) {
  return events.length === 0 ? (
    <p>Nothing is to come.</p>
  ) : (
    <div>
      <h3 className={styles.listTitle}>What comes next</h3>
      <ul className={styles.rows}>
        {events.map((event) => (
          <li key={`${event.start} ${event.title}`}>
            <div className={styles.words}>
              <p>
                {event.title} {event.isCancelled ? <Badge kind="alert">Cancelled</Badge> : null}
              </p>
              <p className={styles.small}>
                <Start start={event.start} isAllDay={event.isAllDay} tell={tell} />
                {event.location === null ? "" : ` · ${event.location}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
