import type { CalendarEvent, Venue } from "./calendar-types";
import type { LocalDate } from "./local-date";

export const SOURCES = "/sources";
export const SUBMIT = "/submit";

export function eventPath(event: Pick<CalendarEvent, "canonical_segment">): string {
  return `/events/${encodeURIComponent(event.canonical_segment)}`;
}

export function venuePath(venue: Pick<Venue, "slug">): string {
  return `/venues/${encodeURIComponent(venue.slug)}`;
}

export function dayPath(date: LocalDate): string {
  return `/day/${date}`;
}

export function reportPath(event: Pick<CalendarEvent, "canonical_segment">): string {
  return `${eventPath(event)}/report`;
}
