import type { AdapterName, Feed, Health, SourceKind } from "./types";

interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

export const SOURCE_KINDS: readonly Choice<SourceKind>[] = [
  { value: "own_venue", label: "A venue, about itself" },
  { value: "organiser", label: "An organiser of events" },
  { value: "city", label: "The city or county" },
  { value: "media", label: "A newspaper, radio or listing" },
];

const OTHER_KINDS: Readonly<Record<string, string>> = {
  submission: "Submitted by readers",
  import: "Imported",
};

export function kindWords(kind: string): string {
  return (
    SOURCE_KINDS.find(({ value }) => value === kind)?.label ?? OTHER_KINDS[kind] ?? spaced(kind)
  );
}

/** What feeds can be, the likeliest first; "csv" stands for whatever is uploaded. */
export const ADAPTERS: readonly Choice<AdapterName>[] = [
  { value: "ical", label: "iCalendar (.ics, webcal)" },
  { value: "json_ld", label: "Web pages with schema.org events" },
  { value: "rss", label: "RSS or Atom with event dates" },
  { value: "tribe", label: "The Events Calendar (WordPress)" },
  { value: "squarespace", label: "Squarespace" },
  { value: "localist", label: "Localist" },
  { value: "google", label: "Google Calendar" },
  { value: "csv", label: "Files that you upload (CSV, Excel, iCalendar)" },
];

export function adapterWords(adapter: string): string {
  const known = adapter === "xlsx" ? "csv" : adapter;
  return ADAPTERS.find(({ value }) => value === known)?.label ?? spaced(adapter);
}

/** Minutes from one reading to the next. */
export const INTERVALS: readonly Choice[] = [
  { value: "15", label: "Every 15 minutes" },
  { value: "30", label: "Every half hour" },
  { value: "60", label: "Every hour" },
  { value: "180", label: "Every 3 hours" },
  { value: "360", label: "Every 6 hours" },
  { value: "720", label: "Twice a day" },
  { value: "1440", label: "Once a day" },
  { value: "10080", label: "Once a week" },
];

/** The choices of intervals, with the present one where it is none of them. */
export function intervalsWith(minutes: number): readonly Choice[] {
  const present = String(minutes);
  return INTERVALS.some(({ value }) => value === present)
    ? INTERVALS
    : [...INTERVALS, { value: present, label: `Every ${minutes} minutes` }];
}

export function intervalWords(minutes: number): string {
  return intervalsWith(minutes).find(({ value }) => value === String(minutes))?.label ?? "";
}

interface HealthWords {
  label: string;
  kind: "good" | "alert" | "notice" | "plain";
}

const HEALTH: Readonly<Record<Health, HealthWords>> = {
  good: { label: "Good", kind: "good" },
  trouble: { label: "In trouble", kind: "alert" },
  stale: { label: "Stale", kind: "notice" },
  paused: { label: "Paused", kind: "plain" },
  new: { label: "Not read yet", kind: "plain" },
};

export function healthWords(health: Health): HealthWords {
  return HEALTH[health];
}

/** What a feed is called: by its name, else by the host of its address. */
export function feedName({ name, url }: Pick<Feed, "name" | "url">): string {
  return name ?? hostOf(url);
}

export function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return host === "" ? url : host;
}

/** Whether nothing fetches it: its events come out of uploaded files. */
export function isFilledByHand({ url }: Pick<Feed, "url">): boolean {
  return !/^https?:\/\//.test(url);
}

/** Whether a curator is asked if it is right that a feed suddenly lists so little. */
export function asksWhetherRight({ trouble_kind, accepts_next_drop }: Feed): boolean {
  return (trouble_kind === "halved" || trouble_kind === "empty") && !accepts_next_drop;
}

export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en-US")} ${nouns}`;
}

export function spaced(name: string): string {
  const words = name.replaceAll(/[_.]+/g, " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
