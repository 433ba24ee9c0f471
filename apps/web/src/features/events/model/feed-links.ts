import type { SearchQuestion } from "./search-question";

/** What a subscription is narrowed to; feeds know no days. */
export type FeedFilters = Pick<SearchQuestion, "category" | "venue" | "isFreeOnly"> &
  Partial<Pick<SearchQuestion, "words">>;

const FORMS = {
  ics: "text/calendar",
  rss: "application/rss+xml",
  json: "application/feed+json",
} as const;

type FeedForm = keyof typeof FORMS;

/** One slice of the calendar in each form, as whole addresses. */
export interface FeedLinks extends Record<FeedForm, string> {
  /** The .ics under the scheme that hands it to a calendar program. */
  webcal: string;
}

export function feedLinks(siteUrl: string, filters: FeedFilters): FeedLinks {
  const address = (form: FeedForm) => `${siteUrl}${feedPath(form, filters)}`;
  const ics = address("ics");
  return {
    ics,
    rss: address("rss"),
    json: address("json"),
    webcal: ics.replace(/^https?:/, "webcal:"),
  };
}

/** For the document's head, where feed readers look. */
export interface FeedAlternate {
  type: string;
  title: string;
  href: string;
}

export function feedAlternates(links: FeedLinks, title: string): FeedAlternate[] {
  const names = { ics: "iCalendar", rss: "RSS", json: "JSON Feed" };
  return (["rss", "json", "ics"] as const).map((form) => ({
    type: FORMS[form],
    title: `${title} (${names[form]})`,
    href: links[form],
  }));
}

/**
 * A venue, then a category, has a feed of its own; what is left narrows it. A venue's own feed goes
 * on under its old address after a merge, which a filter would not.
 */
function feedPath(form: FeedForm, filters: FeedFilters): string {
  const { category, venue, isFreeOnly, words } = filters;
  const query = new URLSearchParams();
  if (words) {
    query.set("q", words);
  }
  if (venue !== null && category !== null) {
    query.set("category", category);
  }
  if (isFreeOnly) {
    query.set("free", "true");
  }
  const path = `/feeds/${feedName(category, venue)}.${form}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

function feedName(category: string | null, venue: string | null): string {
  if (venue !== null) {
    return `venues/${encodeURIComponent(venue)}`;
  }
  return category === null ? "events" : `categories/${encodeURIComponent(category)}`;
}
