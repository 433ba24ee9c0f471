import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import styles from "@/components/ui/rows.module.css";
import { Search } from "@/components/ui/search";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import { momentsIn } from "@/lib/moment-words";
import { EVENTS, eventPath } from "../model/paths";
import type { FoundEvent, FoundEvents } from "../model/types";
import { joined } from "../model/words";

interface EventListProps {
  page: FoundEvents;
  slice: { search: string; before: string };
  zone: string;
}

/** Every event there is, hidden and merged ones too. */
export function EventList({ page, slice, zone }: EventListProps) {
  const tell = momentsIn(zone);
  const { search, before } = slice;
  const next =
    page.next_before === null
      ? null
      : addressOf(EVENTS, { search, before: String(page.next_before) });
  return (
    <WorkPage title="Events" lead="Hidden and merged ones too, the newest first.">
      <Search
        action={EVENTS}
        name="search"
        label="Title, address or number"
        initial={search}
        submitLabel="Search"
      />
      {page.events.length === 0 ? <p>No event is like that.</p> : null}
      <ul className={styles.rows}>
        {page.events.map((event) => (
          <li key={event.id}>
            <EventWords event={event} tell={tell} />
          </li>
        ))}
      </ul>
      <MorePages
        first={before === "" ? null : addressOf(EVENTS, { search })}
        next={next}
        nextLabel="More events"
      />
    </WorkPage>
  );
}

interface EventWordsProps {
  event: FoundEvent;
  tell: (instant: string) => string;
}

export function EventWords({ event, tell }: EventWordsProps) {
  const { id, title, is_hidden, merged_into_id, next_start, source_names } = event;
  return (
    <div className={styles.words}>
      <p className={styles.name}>
        <a href={eventPath(id)}>{title}</a>
        {is_hidden ? <Badge kind="alert">Hidden</Badge> : null}
        {merged_into_id === null ? null : <Badge>Merged</Badge>}
      </p>
      <p className={styles.small}>
        {next_start === null ? (
          "Nothing to come"
        ) : (
          <>
            Next <Moment instant={next_start} tell={tell} />
          </>
        )}
        {source_names.length === 0 ? "" : ` · ${joined(source_names)}`} · number {id}
      </p>
    </div>
  );
}
