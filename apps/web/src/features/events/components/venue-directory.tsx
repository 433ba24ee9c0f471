import type { Venue } from "../model/calendar-types";
import { venuePath } from "../model/paths";
import { groupByArea } from "../model/venue-areas";
import styles from "./venue-directory.module.css";

/** All venues, by part of town. */
export function VenueDirectory({ venues }: { venues: readonly Venue[] }) {
  return (
    <>
      <header className={styles.head}>
        <h1>Venues</h1>
        <p>
          {venues.length === 0
            ? "No venue is listed yet."
            : `${venues.length} places where something is on.`}
        </p>
      </header>
      <div className={styles.areas}>
        {groupByArea(venues).map(({ area, venues: members }) => (
          <section className={styles.area} key={area ?? ""}>
            <h2>{area ?? "Elsewhere"}</h2>
            <ul className={styles.venues}>
              {members.map((venue) => (
                <li className={styles.venue} key={venue.id}>
                  <a href={venuePath(venue)}>{venue.name}</a>
                  {venue.address === null ? null : (
                    <p className={styles.address}>{venue.address}</p>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
