import {
  DECISIONS,
  DUPLICATES,
  EVENTS,
  INBOX,
  PLACES,
  REPORTS,
  SUBMISSIONS,
  VENUES,
} from "./paths";

/** Pages of another module that curators work with as well. */
const FEEDS = "/admin/feeds";
const FEEDS_PAGES = [FEEDS, "/admin/sources", "/admin/runs"];

/** Where curators work; what waits for them is one of these with pages of its own. */
export const CURATORS_PAGES = [
  { href: INBOX, label: "Inbox" },
  { href: EVENTS, label: "Events" },
  { href: VENUES, label: "Venues" },
  { href: FEEDS, label: "Feeds" },
  { href: DECISIONS, label: "Decisions" },
];

/** The kinds of things that wait in the inbox, each with a page of its own. */
export const WAITING_PAGES = [
  { href: INBOX, label: "Everything" },
  { href: SUBMISSIONS, label: "Submissions" },
  { href: REPORTS, label: "Reports" },
  { href: PLACES, label: "Places" },
  { href: DUPLICATES, label: "Duplicates" },
];

/** The curators' page that the one at `path` belongs to; null where it is none of theirs. */
export function curatorsPageOf(path: string): string | null {
  const isBelow = (page: string) => path === page || path.startsWith(`${page}/`);
  if (WAITING_PAGES.some(({ href }) => isBelow(href))) {
    return INBOX;
  }
  if (FEEDS_PAGES.some(isBelow)) {
    return FEEDS;
  }
  return CURATORS_PAGES.find(({ href }) => isBelow(href))?.href ?? null;
}
