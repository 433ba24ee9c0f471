import "server-only";

import { headers } from "next/headers";
import { cache } from "react";
import { apiClient } from "@/api/client";
import { NotHereError } from "@/lib/not-here";
import { soonOrNull } from "@/lib/soon-or-null";
import type {
  CalendarEvent,
  Category,
  EventDetail,
  Occurrence,
  PublicSource,
  SearchAnswer,
  Venue,
  VenueDetail,
  Weather,
} from "./model/calendar-types";
import { type EventSegment, idInsteadOfSegment, parseEventSegment } from "./model/event-segment";
import type { Filters } from "./model/filters";
import type { HomePlan } from "./model/home-plan";
import type { LocalDate } from "./model/local-date";
import type { SearchQuestion } from "./model/search-question";

/** A list and, if it goes on, the cursor of what follows. */
export interface OccurrencePage {
  occurrences: Occurrence[];
  nextCursor: string | null;
}

interface Slice {
  filters?: Filters;
  limit: number;
  cursor?: string | null;
}

/** More than the home page shows: some of what comes is over, lasts for months or repeats. */
const HOME_LIMITS = { today: 100, weekend: 100, free: 60, dayAhead: 40 };

/** No page is put together later for the sake of the weather. */
const WEATHER_WITHIN_MS = 400;

const NOTHING: OccurrencePage = { occurrences: [], nextCursor: null };

/** The API answered with something that no page can be made of; a bug, not a circumstance. */
class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";
}

export async function occurrencesOnDay(day: LocalDate, slice: Slice): Promise<OccurrencePage> {
  const answer = await apiClient().GET("/api/events/day", {
    params: { query: { day, ...sliceParameters(slice) } },
    headers: await forwardedHeaders(),
  });
  return toPage(answer);
}

/** `start` and `end` are both inclusive. */
async function occurrencesBetween(
  start: LocalDate,
  end: LocalDate,
  slice: Slice,
): Promise<OccurrencePage> {
  const answer = await apiClient().GET("/api/events/range", {
    params: { query: { start, end, ...sliceParameters(slice) } },
    headers: await forwardedHeaders(),
  });
  return toPage(answer);
}

/** Everything the home page shows, asked for at once. */
export interface HomeOccurrences {
  today: OccurrencePage;
  weekend: OccurrencePage;
  free: OccurrencePage;
  /** In the order of the plan's `daysAhead`. */
  daysAhead: OccurrencePage[];
}

export async function homeOccurrences(plan: HomePlan, filters: Filters): Promise<HomeOccurrences> {
  const { today, weekend, free, daysAhead } = plan;
  const [todayPage, weekendPage, freePage, ...aheadPages] = await Promise.all([
    occurrencesOnDay(today, { filters, limit: HOME_LIMITS.today }),
    weekend === null
      ? NOTHING
      : occurrencesBetween(weekend.start, weekend.end, { filters, limit: HOME_LIMITS.weekend }),
    // The reader who asked for free events only has them all over the page already.
    filters.isFreeOnly
      ? NOTHING
      : occurrencesBetween(free.start, free.end, {
          filters: { ...filters, isFreeOnly: true },
          limit: HOME_LIMITS.free,
        }),
    ...daysAhead.map((day) => occurrencesOnDay(day, { filters, limit: HOME_LIMITS.dayAhead })),
  ]);
  return { today: todayPage, weekend: weekendPage, free: freePage, daysAhead: aheadPages };
}

const MOST_PAGES_WALKED = 25;

/** Each event with a date from `start` to `end`, both inclusive, once; at most some thousands. */
export async function upcomingEvents(start: LocalDate, end: LocalDate): Promise<CalendarEvent[]> {
  const events = new Map<number, CalendarEvent>();
  let cursor: string | null = null;
  for (let walked = 0; walked < MOST_PAGES_WALKED; walked += 1) {
    const page: OccurrencePage = await occurrencesBetween(start, end, { limit: 200, cursor });
    for (const { event } of page.occurrences) {
      events.set(event.id, event);
    }
    cursor = page.nextCursor;
    if (cursor === null) {
      break;
    }
  }
  return [...events.values()];
}

/** The event whose page stands under this segment. Throws NotHereError when there is none. */
export async function eventOfSegment(segment: string | null): Promise<EventDetail> {
  const parsed = segment === null ? null : parseEventSegment(segment);
  const eventId = parsed && ((await resolveSegment(parsed)) ?? idInsteadOfSegment(parsed));
  const detail = eventId && (await eventDetail(eventId));
  if (!detail) {
    throw new NotHereError(
      "No event has this address. It may have been withdrawn, or the address was mistyped.",
    );
  }
  return detail;
}

async function resolveSegment(segment: EventSegment): Promise<number | null> {
  const answer = await apiClient().GET("/api/events/resolve/{slug}", {
    params: {
      path: { slug: segment.slug },
      query: segment.eventId === null ? {} : { event_id: segment.eventId },
    },
    headers: await forwardedHeaders(),
  });
  return foundOrNull(answer)?.event_id ?? null;
}

async function eventDetail(eventId: number): Promise<EventDetail | null> {
  const answer = await apiClient().GET("/api/events/{event_id}", {
    params: { path: { event_id: eventId } },
    headers: await forwardedHeaders(),
  });
  return foundOrNull(answer);
}

export async function allCategories(): Promise<Category[]> {
  return expected(await apiClient().GET("/api/categories", { headers: await forwardedHeaders() }));
}

export async function allVenues(): Promise<Venue[]> {
  return expected(await apiClient().GET("/api/venues", { headers: await forwardedHeaders() }));
}

export async function venueBySlug(slug: string): Promise<VenueDetail | null> {
  const answer = await apiClient().GET("/api/venues/{slug}", {
    params: { path: { slug } },
    headers: await forwardedHeaders(),
  });
  return foundOrNull(answer);
}

/** `start` and `end` are both inclusive. */
export async function occurrencesAtVenue(
  slug: string,
  start: LocalDate,
  end: LocalDate,
): Promise<Occurrence[]> {
  const answer = await apiClient().GET("/api/venues/{slug}/events", {
    params: { path: { slug }, query: { start, end } },
    headers: await forwardedHeaders(),
  });
  return expected(answer);
}

/** What is found, or null where this page of the results is none. */
export async function search(
  question: SearchQuestion,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<SearchAnswer | null> {
  const { words, category, venue, isFreeOnly, start, end } = question;
  const answer = await apiClient().GET("/api/events/search", {
    params: {
      query: {
        limit,
        ...(words === "" ? {} : { q: words }),
        ...(category === null ? {} : { category }),
        ...(venue === null ? {} : { venue }),
        ...(isFreeOnly ? { free: "true" } : {}),
        ...(start === null ? {} : { start }),
        ...(end === null ? {} : { end }),
        ...(cursor === null ? {} : { cursor }),
      },
    },
    headers: await forwardedHeaders(),
  });
  return answer.response.status === 422 ? null : expected(answer);
}

export async function allSources(): Promise<PublicSource[]> {
  return expected(await apiClient().GET("/api/sources", { headers: await forwardedHeaders() }));
}

/** By day, both ends inclusive; empty where nothing is known or the API is slow to tell. */
export async function weatherBetween(
  start: LocalDate,
  end: LocalDate,
): Promise<ReadonlyMap<string, Weather>> {
  const days = await soonOrNull(askForWeather(start, end), WEATHER_WITHIN_MS);
  return new Map((days ?? []).map((weather) => [weather.day, weather]));
}

async function askForWeather(start: LocalDate, end: LocalDate): Promise<Weather[]> {
  const { data } = await apiClient().GET("/api/weather", {
    params: { query: { start, end } },
    headers: await forwardedHeaders(),
  });
  return Array.isArray(data) ? data : [];
}

/** So that one page view can be followed from the edge through both logs. */
const forwardedHeaders = cache(async (): Promise<Record<string, string>> => {
  const requestId = (await headers()).get("X-Request-Id");
  return requestId === null ? {} : { "X-Request-Id": requestId };
});

function sliceParameters({ filters, limit, cursor }: Slice) {
  return {
    limit,
    ...(filters?.category ? { category: filters.category } : {}),
    ...(filters?.isFreeOnly ? { free: "true" } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

function foundOrNull<T>(answer: Answer<T>): T | null {
  // 422 is the API's word for an address that cannot exist, such as an id beyond all numbers.
  return [404, 422].includes(answer.response.status) ? null : expected(answer);
}

function expected<T>({ data, response }: Answer<T>): T {
  if (data === undefined) {
    throw new UnexpectedAnswerError(`The API answered ${response.status}.`);
  }
  return data;
}

function toPage(answer: Answer<Occurrence[]>): OccurrencePage {
  // Only the cursor comes from the reader's address unchecked.
  if (answer.response.status === 422) {
    throw new NotHereError("This part of the calendar does not exist.");
  }
  return {
    occurrences: expected(answer),
    nextCursor: nextCursorOf(answer.response.headers.get("Link")),
  };
}

/** Reads the cursor out of `<…?cursor=x>; rel="next"` (RFC 8288). */
function nextCursorOf(link: string | null): string | null {
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(link ?? "")?.[1];
  return target === undefined ? null : new URL(target, "http://api").searchParams.get("cursor");
}
