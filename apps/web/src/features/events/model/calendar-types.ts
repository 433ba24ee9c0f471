import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** One date of an event, as the API tells it. */
export type Occurrence = Schemas["OccurrenceOut"];
export type CalendarEvent = Schemas["EventOut"];
export type Category = Schemas["CategoryOut"];
export type Venue = Schemas["VenueOut"];
export type VenueDetail = Schemas["VenueDetailOut"];
export type EventDetail = Schemas["EventDetailOut"];
