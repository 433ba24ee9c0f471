import {
  DUPLICATES,
  duplicateAnchor,
  PLACES,
  placeAnchor,
  REPORTS,
  reportAnchor,
  SUBMISSIONS,
  submissionPath,
} from "./paths";
import type { Inbox, InboxItem } from "./types";

const FEEDS = "/admin/feeds";

interface Tile {
  href: string;
  label: string;
  count: number;
}

/** How much of each kind waits, and where. */
export function inboxTiles(inbox: Inbox): Tile[] {
  return [
    { href: SUBMISSIONS, label: "Submissions", count: inbox.submissions },
    { href: REPORTS, label: "Reports", count: inbox.reports },
    { href: PLACES, label: "Unknown places", count: inbox.venue_questions },
    { href: DUPLICATES, label: "Possible duplicates", count: inbox.suspected_duplicates },
    { href: FEEDS, label: "Feeds in trouble", count: inbox.feeds_in_trouble },
  ];
}

export function waitingCount(inbox: Inbox): number {
  return inboxTiles(inbox).reduce((sum, { count }) => sum + count, 0);
}

interface KindWords {
  label: string;
  kind: "alert" | "notice" | "plain";
}

const KINDS: Readonly<Record<InboxItem["kind"], KindWords>> = {
  submission: { label: "Submission", kind: "plain" },
  report: { label: "Report", kind: "notice" },
  venue_question: { label: "Place", kind: "plain" },
  suspected_duplicate: { label: "Duplicate?", kind: "plain" },
  feed: { label: "Feed", kind: "alert" },
};

export function inboxKindWords(kind: InboxItem["kind"]): KindWords {
  return KINDS[kind];
}

/** Where an item is decided. */
export function inboxHref({ kind, id }: Pick<InboxItem, "kind" | "id">): string {
  switch (kind) {
    case "submission":
      return submissionPath(id);
    case "report":
      return `${REPORTS}#${reportAnchor(id)}`;
    case "venue_question":
      return `${PLACES}#${placeAnchor(id)}`;
    case "suspected_duplicate": {
      const [low = "", high = ""] = id.split("-");
      return `${DUPLICATES}#${duplicateAnchor(low, high)}`;
    }
    case "feed":
      return `${FEEDS}/${id}`;
  }
}
