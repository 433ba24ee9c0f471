import type { Content, Report, SubmissionState } from "./types";

interface StateWords {
  label: string;
  kind: "good" | "alert" | "notice" | "plain";
}

const STATES: Readonly<Record<SubmissionState, StateWords>> = {
  waiting: { label: "Waiting", kind: "notice" },
  published: { label: "Published", kind: "good" },
  refused: { label: "Refused", kind: "alert" },
  withdrawn: { label: "Withdrawn", kind: "plain" },
};

export function submissionStateWords(state: SubmissionState): StateWords {
  return STATES[state];
}

/** In which a list can be narrowed; what waits comes first. */
export const SUBMISSION_STATES: readonly { value: SubmissionState | "all"; label: string }[] = [
  { value: "waiting", label: "Waiting" },
  { value: "published", label: "Published" },
  { value: "refused", label: "Refused" },
  { value: "withdrawn", label: "Withdrawn" },
  { value: "all", label: "All" },
];

/** The state that an address names; without one, what waits. Empty is all. */
export function submissionStateOf(text: string): SubmissionState | "" {
  if (text === "all") {
    return "";
  }
  return SUBMISSION_STATES.some(({ value }) => value === text)
    ? (text as SubmissionState)
    : "waiting";
}

const REPORT_KINDS: Readonly<Record<Report["kind"], string>> = {
  wrong: "Something is wrong",
  cancelled: "It is cancelled",
  duplicate: "It is here twice",
  inappropriate: "It does not belong here",
  accessibility: "About accessibility",
  other: "Something else",
};

export function reportKindWords(kind: Report["kind"]): string {
  return REPORT_KINDS[kind];
}

const REPORT_STATE_WORDS: Readonly<Record<Report["state"], StateWords>> = {
  open: { label: "Open", kind: "notice" },
  resolved: { label: "Put right", kind: "good" },
  dismissed: { label: "Nothing to do", kind: "plain" },
};

export function reportStateWords(state: Report["state"]): StateWords {
  return REPORT_STATE_WORDS[state];
}

export const REPORT_STATES: readonly { value: Report["state"] | "all"; label: string }[] = [
  { value: "open", label: "Open" },
  { value: "resolved", label: "Put right" },
  { value: "dismissed", label: "Nothing to do" },
  { value: "all", label: "All" },
];

/** The state that an address names; without one, what is open. Empty is all. */
export function reportStateOf(text: string): Report["state"] | "" {
  if (text === "all") {
    return "";
  }
  return REPORT_STATES.some(({ value }) => value === text) ? (text as Report["state"]) : "open";
}

export interface Fact {
  name: string;
  value: string | null;
}

/** What is proposed, by name; `tell` puts a local time (2026-03-06T19:00) into words. */
export function contentFacts(
  content: Content,
  tell: (local: string) => string,
  categories: ReadonlyMap<string, string>,
): Fact[] {
  const { start, end, all_day, location, address, url, cost } = content;
  return [
    { name: "Title", value: content.title },
    { name: "Begins", value: all_day ? `${tell(start)}, all day` : tell(start) },
    { name: "Ends", value: end === null ? null : tell(end) },
    { name: "Place", value: location },
    { name: "Address", value: address },
    { name: "Price", value: cost },
    { name: "Free", value: freeWords(content.is_free) },
    {
      name: "Categories",
      value: content.categories.map((slug) => categories.get(slug) ?? slug).join(", ") || null,
    },
    { name: "Link", value: url },
    { name: "Description", value: content.description },
  ];
}

/** What a change would make otherwise of what is published. */
export function contentChanges(before: readonly Fact[], after: readonly Fact[]) {
  return after
    .map(({ name, value }) => ({
      name,
      before: before.find((fact) => fact.name === name)?.value ?? null,
      after: value,
    }))
    .filter((change) => change.before !== change.after);
}

function freeWords(isFree: boolean | null): string | null {
  return isFree === null ? null : isFree ? "yes" : "no";
}
