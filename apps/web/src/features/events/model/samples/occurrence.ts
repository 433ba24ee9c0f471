import type { CalendarEvent, Occurrence } from "../calendar-types";

const EVENT: CalendarEvent = {
  id: 7,
  title: "Jazz night",
  slug: "jazz-night",
  canonical_segment: "jazz-night",
  description: null,
  is_free: null,
  price_text: null,
  external_url: null,
  status: "scheduled",
  categories: [],
};

const OCCURRENCE: Occurrence = {
  id: 41,
  title: "Jazz night",
  start_datetime_utc: "2026-11-22T00:00:00Z",
  end_datetime_utc: "2026-11-22T02:00:00Z",
  local_date: "2026-11-21",
  local_end_date: "2026-11-21",
  all_day: false,
  zone: "America/New_York",
  status: "scheduled",
  is_ongoing: false,
  moved_from_utc: null,
  location_text: null,
  room: null,
  event: EVENT,
  venue: null,
};

/** Saturday, November 21, 2026, 7 to 9 pm in New York, with what a test wants to be different. */
export function sampleOccurrence(
  changes: Partial<Omit<Occurrence, "event">> = {},
  eventChanges: Partial<CalendarEvent> = {},
): Occurrence {
  return { ...OCCURRENCE, ...changes, event: { ...EVENT, ...eventChanges } };
}
