import type { SearchAnswer } from "./calendar-types";
import type { SearchQuestion } from "./search-question";

type Counted = Pick<SearchAnswer, "total" | "total_is_capped">;

const numbers = new Intl.NumberFormat("en-US");

/** "12 events for “jazz brunch”", "More than 10,000 events", "Nothing was found for “xyzzy”". */
export function resultsWords(answer: Counted, words: string): string {
  const asked = words === "" ? "" : ` for “${words}”`;
  if (answer.total === 0) {
    return words === "" ? "Nothing was found" : `Nothing was found${asked}`;
  }
  const count = countWords(answer);
  return words === "" ? `${count} to come` : `${count}${asked}`;
}

function countWords({ total, total_is_capped: isCapped }: Counted): string {
  if (isCapped) {
    return `More than ${numbers.format(total)} events`;
  }
  return total === 1 ? "1 event" : `${numbers.format(total)} events`;
}

/** The words that the results are really of, to stand in the heading. */
export function shownWords(answer: SearchAnswer, { words }: SearchQuestion): string {
  return answer.corrected_query ?? words;
}

/** What was done to the words to find something, each as a sentence. */
export function shownInsteadSentences(answer: SearchAnswer, { words }: SearchQuestion): string[] {
  const {
    corrected_query: corrected,
    ignored_words: ignored,
    is_partial_match: isPartial,
  } = answer;
  const sentences: string[] = [];
  if (corrected !== null) {
    sentences.push(`Nothing is listed for “${words}”, so this is for “${corrected}”.`);
  }
  if (ignored.length > 0) {
    sentences.push(
      `Nothing had all the words, so ${listed(ignored)} ${ignored.length === 1 ? "was" : "were"} left out.`,
    );
  }
  if (isPartial) {
    sentences.push(
      "No event has all of these words. These have some of them, the likeliest first.",
    );
  }
  return sentences;
}

/** "6 dates", where an event has several. */
export function datesWords(dateCount: number): string | null {
  return dateCount > 1 ? `The first of ${numbers.format(dateCount)} dates` : null;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2
    ? (quoted[0] ?? "")
    : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
