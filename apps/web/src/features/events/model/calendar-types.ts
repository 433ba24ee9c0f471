import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** One date of an event, as the API tells it. */
export type Occurrence = Schemas["OccurrenceOut"];
export type CalendarEvent = Schemas["EventOut"];
export type Category = Schemas["CategoryOut"];
export type Venue = Schemas["VenueOut"];
export type VenueDetail = Schemas["VenueDetailOut"];
export type EventDetail = Schemas["EventDetailOut"];
export type EventSource = Schemas["EventSourceOut"];
export type SearchAnswer = Schemas["SearchOut"];
export type Weather = Schemas["WeatherOut"];
export type PublicSource = Schemas["PublicSourceOut"];
export type PublicFeed = Schemas["PublicFeedOut"];
export type FeedHealth = PublicFeed["health"];
