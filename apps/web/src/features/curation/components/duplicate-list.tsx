import { Badge } from "@/components/ui/badge";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import { DUPLICATES, duplicateAnchor, eventPath } from "../model/paths";
import type { Duplicate, Duplicates, Suspect } from "../model/types";
import { joined, percent } from "../model/words";
import styles from "./duplicate-list.module.css";
import { WaitingLinks } from "./waiting-links";

interface DuplicateListProps {
  page: Duplicates;
  offset: string;
  said: Flash | null;
  zone: string;
}

type Tell = (instant: string) => string;

/** Pairs of events that may be one, the likeliest first, side by side. */
export function DuplicateList({ page, offset, said, zone }: DuplicateListProps) {
  const tell = momentsIn(zone);
  const next =
    page.next_offset === null ? null : addressOf(DUPLICATES, { offset: String(page.next_offset) });
  return (
    <WorkPage
      title="Possible duplicates"
      lead="Too alike to be sure that they are two, not alike enough to be merged by a rule. In doubt, keep them apart: a false merge hides an event."
      said={said}
      actions={<WaitingLinks current={DUPLICATES} />}
    >
      {said?.isRefused ? <Said said={said} /> : null}
      {page.duplicates.length === 0 ? <p>No two events are suspected to be one.</p> : null}
      <ul className={styles.pairs}>
        {page.duplicates.map((pair) => (
          <Pair key={`${pair.low.id}-${pair.high.id}`} pair={pair} tell={tell} />
        ))}
      </ul>
      <MorePages
        first={offset === "" ? null : DUPLICATES}
        next={next}
        nextLabel="Less likely pairs"
      />
    </WorkPage>
  );
}

function Pair({ pair, tell }: { pair: Duplicate; tell: Tell }) {
  const { low, high, score, reason } = pair;
  return (
    <li className={styles.pair} id={duplicateAnchor(low.id, high.id)}>
      <p className={styles.reason}>
        <Badge>{percent(score)} alike</Badge> {reason}
      </p>
      <div className={styles.sides}>
        <Side suspect={low} pair={pair} tell={tell} />
        <Side suspect={high} pair={pair} tell={tell} />
      </div>
      <Form
        name={`apart-${low.id}-${high.id}`}
        action={`${DUPLICATES}/apart/submit`}
        said={null}
        hidden={{ low: String(low.id), high: String(high.id) }}
        submitKind="quiet"
        submitLabel={
          <>
            Keep apart
            <span className="visually-hidden">
              {" "}
              {low.title} and {high.title}
            </span>
          </>
        }
      />
    </li>
  );
}

interface SideProps {
  suspect: Suspect;
  pair: Duplicate;
  tell: Tell;
}

function Side({ suspect, pair: { low, high }, tell }: SideProps) {
  const { id, title, next_start, venue, sources, is_hidden } = suspect;
  return (
    <div className={styles.side}>
      <h2>
        <a href={eventPath(id)}>{title}</a> {is_hidden ? <Badge kind="alert">Hidden</Badge> : null}
      </h2>
      <p>{next_start === null ? "Nothing to come" : <Moment instant={next_start} tell={tell} />}</p>
      <p>{venue ?? "No place"}</p>
      <p className={styles.sources}>
        {sources.length === 0 ? "No source" : joined(sources)} · number {id}
      </p>
      <Form
        name={`merge-${low.id}-${high.id}-${id}`}
        action={`${DUPLICATES}/merge/submit`}
        said={null}
        hidden={{ low: String(low.id), high: String(high.id), into_id: String(id) }}
        submitKind="quiet"
        submitLabel={
          <>
            One event: keep this one
            <span className="visually-hidden">
              {" "}
              ({title}, number {id})
            </span>
          </>
        }
      />
    </div>
  );
}
