import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { MorePages } from "@/components/ui/more-pages";
import styles from "@/components/ui/rows.module.css";
import { Search } from "@/components/ui/search";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import { ADD_VENUE, VENUES, venuePath } from "../model/paths";
import type { ManagedVenue, ManagedVenues } from "../model/types";
import { counted } from "../model/words";

interface VenueListProps {
  page: ManagedVenues;
  slice: { search: string; after: string };
}

/** Every venue by name, rooms and merged ones too. */
export function VenueList({ page, slice }: VenueListProps) {
  const { search, after } = slice;
  const next =
    page.next_after === null ? null : addressOf(VENUES, { search, after: String(page.next_after) });
  return (
    <WorkPage
      title="Venues"
      lead="Rooms and merged ones too, by name."
      actions={<ButtonLink href={ADD_VENUE}>Add a venue</ButtonLink>}
    >
      <Search
        action={VENUES}
        name="search"
        label="Name, address or another name"
        initial={search}
        submitLabel="Search"
      />
      {page.venues.length === 0 ? <p>No venue is like that.</p> : null}
      <ul className={styles.rows}>
        {page.venues.map((venue) => (
          <li key={venue.id}>
            <VenueWords venue={venue} />
          </li>
        ))}
      </ul>
      <MorePages
        first={after === "" ? null : addressOf(VENUES, { search })}
        next={next}
        nextLabel="More venues"
      />
    </WorkPage>
  );
}

export function VenueWords({ venue }: { venue: ManagedVenue }) {
  const { id, name, address, area, parent_id, merged_into_id, alias_count, upcoming_count } = venue;
  return (
    <div className={styles.words}>
      <p className={styles.name}>
        <a href={venuePath(id)}>{name}</a>
        {parent_id === null ? null : <Badge>Room</Badge>}
        {merged_into_id === null ? null : <Badge kind="notice">Merged</Badge>}
      </p>
      <p className={styles.small}>
        {[
          address,
          area,
          `${counted(upcoming_count, "date")} to come`,
          alias_count === 0 ? null : counted(alias_count, "other name"),
        ]
          .filter((part) => part !== null && part !== "")
          .join(" · ")}
      </p>
    </div>
  );
}
