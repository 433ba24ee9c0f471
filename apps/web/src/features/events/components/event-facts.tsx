import { ArrowOut } from "@/components/ui/icons";
import type { CalendarEvent, EventDetail, Occurrence } from "../model/calendar-types";
import { zoneAbbreviation } from "../model/clock-words";
import { isOver, startOf } from "../model/evening";
import { externalLink, mapLink } from "../model/external-link";
import { NO_FILTERS, pathWithFilters } from "../model/filters";
import { relativeDay } from "../model/local-date";
import { firstDayOf, whenWords } from "../model/occurrence-words";
import { dayPath, reportPath, venuePath } from "../model/paths";
import { priceOf } from "../model/price";
import { tellers } from "../model/source-words";
import type { CalendarClock } from "./calendar-clock";
import styles from "./event-facts.module.css";

interface EventFactsProps {
  detail: EventDetail;
  clock: CalendarClock;
}

interface DateProps {
  occurrence: Occurrence;
  clock: CalendarClock;
}

/** When, where, how much: the next date, or the last one of what is past. */
export function EventFacts({ detail, clock }: EventFactsProps) {
  const { event, organizer, sources, next_occurrence: occurrence } = detail;
  const link = externalLink(event.external_url);
  return (
    <div className={styles.facts}>
      <dl>
        <div>
          <dt>{isOver(occurrence, clock.now) ? "Last took place" : "When"}</dt>
          <When occurrence={occurrence} clock={clock} />
        </div>
        <div>
          <dt>Where</dt>
          <Where occurrence={occurrence} />
        </div>
        <div>
          <dt>Price</dt>
          <PriceWords event={event} />
        </div>
        {organizer === null || organizer === occurrence.venue?.name ? null : (
          <div>
            <dt>Organiser</dt>
            <dd>{organizer}</dd>
          </div>
        )}
        {event.categories.length === 0 ? null : (
          <div>
            <dt>{event.categories.length === 1 ? "Category" : "Categories"}</dt>
            <Categories event={event} />
          </div>
        )}
        <ToldBy sources={sources} />
      </dl>
      {link === null ? null : (
        <a className={styles.button} href={link.href} rel="noopener nofollow">
          More at {link.host} <ArrowOut />
        </a>
      )}
      <a className={styles.report} href={reportPath(event)} rel="nofollow">
        Something wrong? Tell us
      </a>
    </div>
  );
}

function When({ occurrence, clock }: DateProps) {
  const day = firstDayOf(occurrence);
  const start = startOf(occurrence);
  const relative = relativeDay(day, clock.today);
  const when = whenWords(occurrence, clock.zone, clock.today);
  return (
    <>
      <dd className={styles.when}>
        <time dateTime={start.toISOString()}>
          {when.days}
          {when.hours === null ? null : <span className={styles.hours}> {when.hours}</span>}
        </time>
      </dd>
      <dd className={styles.note}>
        {relative === null ? null : (
          <a className={styles.link} href={dayPath(day)}>
            {relative}
          </a>
        )}
        {relative === null || occurrence.all_day ? null : " · "}
        {occurrence.all_day ? null : `${zoneAbbreviation(start, clock.zone)}, local time`}
      </dd>
    </>
  );
}

function Where({ occurrence: { venue, room, location_text } }: { occurrence: Occurrence }) {
  if (venue === null) {
    return <dd>{location_text ?? "Not stated"}</dd>;
  }
  return (
    <>
      <dd>
        <a className={styles.link} href={venuePath(venue)}>
          {venue.name}
        </a>
        {room === null ? null : `, ${room}`}
      </dd>
      {venue.address === null ? null : (
        <dd className={styles.note}>
          {[venue.address, venue.area].filter(Boolean).join(" · ")}{" "}
          <a className={styles.link} href={mapLink(venue.address)} rel="noopener nofollow">
            Map
          </a>
        </dd>
      )}
    </>
  );
}

/** Everybody who announces it, whoever is believed most first. */
function ToldBy({ sources }: Pick<EventDetail, "sources">) {
  const named = tellers(sources);
  return named.length === 0 ? null : (
    <div>
      <dt>As told by</dt>
      {named.map(({ name, url }) => (
        <Teller key={name} name={name} url={url} />
      ))}
    </div>
  );
}

function Teller({ name, url }: { name: string; url: string | null }) {
  const link = externalLink(url);
  return link === null ? (
    <dd>{name}</dd>
  ) : (
    <dd>
      <a className={styles.link} href={link.href} rel="noopener nofollow">
        {name}
      </a>
    </dd>
  );
}

function Categories({ event }: { event: CalendarEvent }) {
  return event.categories.map(({ slug, name }) => (
    <dd key={slug}>
      <a className={styles.link} href={pathWithFilters("/", { ...NO_FILTERS, category: slug })}>
        {name}
      </a>
    </dd>
  ));
}

function PriceWords({ event }: { event: CalendarEvent }) {
  const price = priceOf(event);
  if (price.kind === "unknown") {
    return <dd className={styles.note}>Not stated by the organiser</dd>;
  }
  const detail = price.kind === "free" ? price.detail : null;
  return <dd>{detail === null ? price.words : `${price.words} (${detail})`}</dd>;
}
