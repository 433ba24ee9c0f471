/** What stands at an address: a feed that may be added, or what a run would do. */
export interface Candidate {
  url: string;
  adapter: string;
  /** The kind of feed, for people. */
  label: string;
  /** What the calendar calls itself. */
  name: string | null;
  eventCount: number;
  dateCount: number;
  duplicateCount: number;
  isPartial: boolean;
  nextEvents: NextEvent[];
  problems: Problem[];
  /** What a run would do, in dates; only a dry run tells. */
  plan: Plan | null;
}

export interface NextEvent {
  title: string;
  /** ISO 8601. */
  start: string;
  isAllDay: boolean;
  location: string | null;
  isCancelled: boolean;
}

/** A line of a feed that could not be read, or not as it stands. */
export interface Problem {
  reason: string;
  uid: string | null;
  line: number | null;
}

interface Plan {
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  missingCount: number;
}

type Found = Readonly<Record<string, unknown>>;

/** What an errand found: the candidates of a search, or the one that was looked at. */
export function candidatesOf(result: unknown): Candidate[] {
  const found = objectOf(result);
  if (Array.isArray(found.candidates)) {
    return found.candidates.map((each) => candidateOf(objectOf(each)));
  }
  return typeof found.url === "string" ? [candidateOf(found)] : [];
}

export function problemsOf(problems: unknown): Problem[] {
  return listOf(problems).map((each) => ({
    reason: textOr("It could not be read.", each.reason),
    uid: textOrNull(each.uid),
    line: typeof each.line === "number" ? each.line : null,
  }));
}

function candidateOf(found: Found): Candidate {
  return {
    url: textOr("", found.url),
    adapter: textOr("ical", found.adapter),
    label: textOr("Feed", found.label),
    name: textOrNull(found.name),
    eventCount: countOf(found.event_count),
    dateCount: countOf(found.date_count),
    duplicateCount: countOf(found.duplicate_count),
    isPartial: found.is_partial === true,
    nextEvents: listOf(found.next_events).map(nextEventOf),
    problems: problemsOf(found.problems),
    plan: typeof found.new_count === "number" ? planOf(found) : null,
  };
}

function nextEventOf(found: Found): NextEvent {
  return {
    title: textOr("Untitled", found.title),
    start: textOr("", found.start),
    isAllDay: found.all_day === true,
    location: textOrNull(found.location),
    isCancelled: found.status === "cancelled",
  };
}

function planOf(found: Found): Plan {
  return {
    newCount: countOf(found.new_count),
    changedCount: countOf(found.changed_count),
    unchangedCount: countOf(found.unchanged_count),
    missingCount: countOf(found.missing_count),
  };
}

function objectOf(value: unknown): Found {
  return typeof value === "object" && value !== null ? (value as Found) : {};
}

function listOf(value: unknown): Found[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function countOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function textOr(fallback: string, value: unknown): string {
  return textOrNull(value) ?? fallback;
}
