/** The last part of an event's address: a slug, and its event's id where the slug is shared. */
export interface EventSegment {
  slug: string;
  eventId: number | null;
}

const WITH_ID = /^(.+)--e(\d{1,15})$/;
const LONGEST = 200;

/** Reads "jazz-night" or "jazz-night--e7"; null for what no event can be called. */
export function parseEventSegment(segment: string): EventSegment | null {
  if (!isPlausibleSlug(segment)) {
    return null;
  }
  const match = WITH_ID.exec(segment);
  return match === null
    ? { slug: segment, eventId: null }
    : { slug: match[1] ?? "", eventId: Number(match[2]) };
}

/** The id that stands where a slug should, as in a mail's link; null for any other segment. */
export function idInsteadOfSegment({ slug, eventId }: EventSegment): number | null {
  return eventId === null && /^[1-9]\d{0,14}$/.test(slug) ? Number(slug) : null;
}

/** Keeps empty, endless and unprintable names away from the API. */
export function isPlausibleSlug(slug: string): boolean {
  return slug.trim() !== "" && slug.length <= LONGEST && !/\p{Cc}|[/\\]/u.test(slug);
}

/** Next hands path parts over still percent-encoded; null when the encoding is broken. */
export function decodeSegment(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}
