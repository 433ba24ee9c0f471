export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What a feed says about one date, as it is stored. */
type Statement = Readonly<Record<string, unknown>> | null;

const NAMES: Readonly<Record<string, string>> = {
  summary: "Title",
  start: "Begins",
  end: "Ends",
  all_day: "All day",
  zone: "Time zone",
  status: "Status",
  location: "Place",
  address: "Address",
  description: "Description",
  url: "Link",
  cost: "Price",
  is_free: "Free",
  organizer: "Organiser",
  categories: "Categories",
  image_url: "Picture",
  is_recurring: "Repeats",
};
const LONGEST = 240;

const KINDS: Readonly<Record<string, string>> = {
  new: "New",
  changed: "Changed",
  moved: "Moved",
  cancelled: "Cancelled",
  missing: "Missing from the feed",
  removed: "Removed",
  returned: "Back again",
};

export function changeKindWords(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The title and start of a date, out of what a feed says of it now or said before. */
export function statementHead(before: Statement, after: Statement): StatementHead {
  const said = { ...before, ...after };
  return {
    title: typeof said.summary === "string" && said.summary !== "" ? said.summary : "Untitled",
    start: typeof said.start === "string" ? said.start : null,
    isAllDay: said.all_day === true,
  };
}

export interface StatementHead {
  title: string;
  /** ISO 8601. */
  start: string | null;
  isAllDay: boolean;
}

/**
 * What a feed says otherwise than before; of a new date what it says at all, and nothing of one
 * that it merely lacks. `tell` puts instants into words.
 */
export function statementChanges(
  before: Statement,
  after: Statement,
  tell: (instant: string) => string,
): Change[] {
  const isNoStatement = after === null || Object.keys(after).length === 0;
  if (before === null || isNoStatement) {
    return [];
  }
  return Object.keys(NAMES)
    .map((key) => ({
      name: NAMES[key] ?? key,
      before: valueWords(key, before[key], tell),
      after: valueWords(key, after[key], tell),
    }))
    .filter((change) => change.before !== change.after);
}

function valueWords(key: string, value: unknown, tell: (instant: string) => string): string | null {
  if (value === undefined || value === null || value === "") {
    return null;
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.join(", ");
  }
  const text = String(value);
  if (key === "start" || key === "end") {
    return Number.isNaN(Date.parse(text)) ? text : tell(text);
  }
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}
