import { ArrowOut } from "@/components/ui/icons";
import type { Occurrence, VenueDetail } from "../model/calendar-types";
import { isOver } from "../model/evening";
import { externalLink, mapLink } from "../model/external-link";
import type { FeedLinks } from "../model/feed-links";
import { groupByFirstDay, splitOngoing } from "../model/grouping";
import { paragraphsOf } from "../model/text-blocks";
import type { CalendarClock } from "./calendar-clock";
import { DaySection } from "./day-section";
import { EventList } from "./event-list";
import { Subscribe } from "./subscribe";
import { TitledSection } from "./titled-section";
import styles from "./venue-page.module.css";

interface VenuePageProps {
  venue: VenueDetail;
  occurrences: readonly Occurrence[];
  clock: CalendarClock;
  feeds: FeedLinks;
}

export function VenuePage({ venue, occurrences, clock, feeds }: VenuePageProps) {
  const { starting, ongoing } = splitOngoing(occurrences.filter((one) => !isOver(one, clock.now)));
  return (
    <>
      <VenueHead venue={venue} />
      <div className={styles.parts}>
        {ongoing.length === 0 ? null : (
          <TitledSection id="ongoing" title="On now">
            <EventList
              occurrences={ongoing}
              clock={clock}
              heading="h3"
              times="until"
              isPlaceShown={false}
            />
          </TitledSection>
        )}
        <TitledSection id="upcoming" title="Coming up">
          {starting.length === 0 ? (
            <p className={styles.empty}>Nothing is listed here for the next two months.</p>
          ) : null}
          {groupByFirstDay(starting).map(({ date, occurrences: members }) => (
            <DaySection
              key={date}
              date={date}
              occurrences={members}
              clock={clock}
              moreHref={null}
              isPlaceShown={false}
            />
          ))}
        </TitledSection>
        <Subscribe links={feeds} what={`all events at ${venue.name}`} />
      </div>
    </>
  );
}

function VenueHead({ venue }: { venue: VenueDetail }) {
  const website = externalLink(venue.website);
  const paragraphs = paragraphsOf(venue.description ?? "");
  return (
    <header className={styles.head}>
      {venue.area === null ? null : <p className={styles.area}>{venue.area}</p>}
      <h1>{venue.name}</h1>
      <div className={styles.facts}>
        {venue.address === null ? null : (
          <>
            <span>{venue.address}</span>
            <a href={mapLink(venue.address)} rel="noopener nofollow">
              Map <ArrowOut />
            </a>
          </>
        )}
        {website === null ? null : (
          <a href={website.href} rel="noopener nofollow">
            {website.host} <ArrowOut />
          </a>
        )}
      </div>
      <div className={styles.text}>
        {paragraphs.map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other identity and never move.
          <p key={index}>{paragraph}</p>
        ))}
      </div>
    </header>
  );
}
