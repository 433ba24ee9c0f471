import { firstOf, readFilters } from "./filters";
import { type LocalDate, parseLocalDate } from "./local-date";

/** What a reader looks for. It lives in the address of the search page and nowhere else. */
export interface SearchQuestion {
  words: string;
  category: string | null;
  venue: string | null;
  isFreeOnly: boolean;
  /** Both inclusive; null for from now on, and for without an end. */
  start: LocalDate | null;
  end: LocalDate | null;
}

export const SEARCH = "/search";
/** The API takes no more. */
const LONGEST_WORDS = 200;

export const NO_QUESTION: SearchQuestion = {
  words: "",
  category: null,
  venue: null,
  isFreeOnly: false,
  start: null,
  end: null,
};

type SearchParameters = Record<string, string | string[] | undefined>;

/** A question, and what of it could not be understood, in a sentence. */
export interface ReadQuestion {
  question: SearchQuestion;
  problem: string | null;
}

/** Reads the parameters of the search page; a filter that says nothing narrows nothing. */
export function readQuestion(parameters: SearchParameters): ReadQuestion {
  const words = plainText(firstOf(parameters.q));
  const start = readDay(parameters.start);
  const end = readDay(parameters.end);
  const question = {
    words: words.slice(0, LONGEST_WORDS),
    ...readFilters(parameters),
    venue: readFilters({ category: parameters.venue }).category,
    start: start.day,
    end: end.day,
  };
  const problem = wordsProblem(words) ?? start.problem ?? end.problem ?? orderProblem(question);
  return { question, problem };
}

/** The address of the search page that asks this; every question has exactly one. */
export function searchPath(
  question: Partial<SearchQuestion>,
  cursor: string | null = null,
): string {
  const { words, category, venue, isFreeOnly, start, end } = { ...NO_QUESTION, ...question };
  const parameters = Object.entries({
    q: words,
    category,
    venue,
    free: isFreeOnly ? "true" : null,
    start,
    end,
    cursor,
  }).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== "");
  const query = new URLSearchParams(parameters);
  return query.size === 0 ? SEARCH : `${SEARCH}?${query}`;
}

/** Whether anything but words narrows the question. */
export function isNarrowed({ category, venue, isFreeOnly, start, end }: SearchQuestion): boolean {
  return category !== null || venue !== null || isFreeOnly || start !== null || end !== null;
}

function plainText(typed: string | undefined): string {
  return (typed ?? "")
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .trim();
}

function readDay(value: string | string[] | undefined): {
  day: LocalDate | null;
  problem: string | null;
} {
  const text = plainText(firstOf(value));
  const day = parseLocalDate(text);
  const problem =
    text === "" || day !== null
      ? null
      : `“${text.slice(0, 40)}” is no day. Days are written like 2026-03-08.`;
  return { day, problem };
}

function wordsProblem(words: string): string | null {
  return words.length > LONGEST_WORDS
    ? `Please search for less: at most ${LONGEST_WORDS} characters are looked at.`
    : null;
}

function orderProblem({ start, end }: Pick<SearchQuestion, "start" | "end">): string | null {
  return start !== null && end !== null && end < start
    ? "The last day lies before the first one."
    : null;
}
