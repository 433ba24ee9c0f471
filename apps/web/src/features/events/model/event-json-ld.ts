import type { CalendarEvent, Occurrence } from "./calendar-types";
import { eventPath } from "./paths";

interface Site {
  url: string;
}

/** One date as a schema.org Event (https://schema.org/Event); what is unknown is left out. */
export function eventJsonLd(
  event: CalendarEvent,
  occurrence: Occurrence,
  { url }: Site,
): Record<string, unknown> {
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: occurrence.title,
    url: `${url}${eventPath(event)}`,
    startDate: occurrence.all_day ? occurrence.local_date : occurrence.start_datetime_utc,
    ...optional("endDate", endDate(occurrence)),
    eventStatus: `https://schema.org/${eventStatus(occurrence)}`,
    ...optional("previousStartDate", occurrence.moved_from_utc),
    ...optional("description", event.description),
    ...optional("isAccessibleForFree", event.is_free),
    ...optional("sameAs", event.external_url),
    ...optional("location", location(occurrence)),
  };
}

/** Serialised so that no text inside can end the script element it stands in. */
export function toScriptText(data: unknown): string {
  return JSON.stringify(data).replace(/</g, "\\u003c");
}

function endDate(occurrence: Occurrence): string | null {
  return occurrence.all_day ? occurrence.local_end_date : occurrence.end_datetime_utc;
}

function eventStatus(occurrence: Occurrence): string {
  if (occurrence.status === "cancelled") {
    return "EventCancelled";
  }
  return occurrence.moved_from_utc === null ? "EventScheduled" : "EventRescheduled";
}

function location({ venue, location_text }: Occurrence): Record<string, unknown> | null {
  const name = venue?.name ?? location_text;
  if (name === null) {
    return null;
  }
  return { "@type": "Place", name, ...optional("address", venue?.address ?? location_text) };
}

function optional(name: string, value: unknown): Record<string, unknown> {
  return value === null || value === undefined ? {} : { [name]: value };
}
