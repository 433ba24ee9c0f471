import type { Content, Prefill } from "./types";

/** The fields of the form, as they are sent: times in two parts, lists joined by commas. */
export const ENTRY_FIELDS = [
  "title",
  "start_date",
  "start_time",
  "end_date",
  "end_time",
  "all_day",
  "location",
  "address",
  "description",
  "url",
  "cost",
  "is_free",
  "categories",
  "contact_email",
] as const;

export type EntryField = (typeof ENTRY_FIELDS)[number];
export type Entry = Readonly<Record<EntryField, string>>;

export const EMPTY_ENTRY = Object.fromEntries(ENTRY_FIELDS.map((name) => [name, ""])) as Entry;

/** What the API takes beside the contact address. */
export type EntryContent = Required<Content>;

type Problems = Partial<Record<EntryField, string>>;

/** Either what can be sent to the API, or what is wrong, by field. */
export type ReadEntry =
  | { content: EntryContent; problems: null }
  | { content: null; problems: Problems };

export const MOST_CATEGORIES = 5;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;
const DAY_MS = 86_400_000;

/** The entry that a record of texts holds; what it lacks is empty. */
export function entryOf(texts: Readonly<Record<string, string | undefined>>): Entry {
  return Object.fromEntries(ENTRY_FIELDS.map((name) => [name, texts[name] ?? ""])) as Entry;
}

export function readEntry(entry: Entry): ReadEntry {
  const isAllDay = entry.all_day !== "";
  const end = endOf(entry, isAllDay);
  const problems = Object.fromEntries(
    Object.entries({
      title: entry.title.trim() === "" ? "Please say what it is called." : null,
      ...startProblems(entry, isAllDay),
      end_time: end.problem,
      location: entry.location.trim() === "" ? "Please say where it is." : null,
      categories:
        categoriesOf(entry).length > MOST_CATEGORIES
          ? `Please choose at most ${MOST_CATEGORIES} categories.`
          : null,
    }).filter(([, problem]) => problem !== null),
  ) as Problems;
  if (Object.keys(problems).length > 0) {
    return { content: null, problems };
  }
  return {
    problems: null,
    content: {
      title: entry.title.trim(),
      start: isAllDay ? entry.start_date : `${entry.start_date}T${entry.start_time}`,
      end: end.text,
      all_day: isAllDay,
      location: entry.location.trim(),
      address: orNull(entry.address),
      description: orNull(entry.description),
      url: orNull(webAddress(entry.url)),
      cost: orNull(entry.cost),
      is_free: entry.is_free === "" ? null : entry.is_free === "true",
      categories: categoriesOf(entry),
    },
  };
}

/** What is stored, in the fields of the form. */
export function entryOfContent(content: Content, contactEmail: string | null): Entry {
  return {
    ...EMPTY_ENTRY,
    title: content.title,
    ...timesOf(content),
    location: content.location,
    address: content.address ?? "",
    description: content.description ?? "",
    url: content.url ?? "",
    cost: content.cost ?? "",
    is_free: content.is_free === null ? "" : String(content.is_free),
    categories: content.categories.join(","),
    contact_email: contactEmail ?? "",
  };
}

/** What a page or file says, in the fields of the form; the longest texts are cut to fit. */
export function entryOfPrefill(prefill: Prefill): Entry {
  return {
    ...EMPTY_ENTRY,
    title: prefill.title ?? "",
    ...timesOf({ start: prefill.start ?? "", end: prefill.end, all_day: prefill.all_day ?? false }),
    location: prefill.location ?? "",
    address: prefill.address ?? "",
    description: (prefill.description ?? "").slice(0, LONGEST.description),
    url: prefill.url ?? "",
    cost: (prefill.cost ?? "").slice(0, LONGEST.cost),
    is_free: prefill.is_free === null ? "" : String(prefill.is_free),
  };
}

/** In characters; the API takes no more, and of a description cookies hold no more. */
export const LONGEST = { title: 200, line: 300, description: 5_000, cost: 100, url: 2_000 };

export function categoriesOf({ categories }: Pick<Entry, "categories">): string[] {
  return categories.split(",").filter((slug) => slug !== "");
}

function startProblems({ start_date: day, start_time: time }: Entry, isAllDay: boolean) {
  return {
    start_date: DAY.test(day) ? null : "Please give the day.",
    start_time:
      isAllDay || TIME.test(time) ? null : "Please give the time, or say that it lasts all day.",
  };
}

/** A time alone is one of the first day or, where that would be before the start, of the next. */
function endOf(entry: Entry, isAllDay: boolean): { text: string | null; problem: string | null } {
  const { start_date: startDay, start_time: startTime, end_date: day, end_time: time } = entry;
  const none = { text: null, problem: null };
  if (isAllDay) {
    return DAY.test(day) ? { text: day, problem: null } : none;
  }
  if (TIME.test(time)) {
    const sameDay = day === "" && time <= startTime ? nextDay(startDay) : startDay;
    return { text: `${day === "" ? sameDay : day}T${time}`, problem: null };
  }
  return day === "" || day === startDay
    ? none
    : {
        text: null,
        problem: "Please give the time at which it ends, or leave the last day empty.",
      };
}

function nextDay(day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(midnight) ? day : new Date(midnight + DAY_MS).toISOString().slice(0, 10);
}

/** "2026-03-06T19:00" or, of whole days, "2026-03-06" (the last one inclusive) in two parts. */
function timesOf({ start, end, all_day }: Pick<Content, "start" | "end" | "all_day">) {
  const [startDate = "", startTime = ""] = start.split(/[T ]/);
  const [endDate = "", endTime = ""] = (end ?? "").split(/[T ]/);
  return {
    start_date: startDate,
    start_time: all_day ? "" : startTime.slice(0, 5),
    end_date: endDate === startDate ? "" : endDate,
    end_time: all_day ? "" : endTime.slice(0, 5),
    all_day: all_day ? "yes" : "",
  };
}

/** People leave out what every address begins with. */
function webAddress(typed: string): string {
  const text = typed.trim();
  return /^[\w-]+(\.[\w-]+)+(?=$|[/?#:])/.test(text) ? `https://${text}` : text;
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
