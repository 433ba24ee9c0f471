import { describe, expect, test } from "vitest";
import type { SearchAnswer } from "./calendar-types";
import type { LocalDate } from "./local-date";
import { daysChoices, isChosen } from "./search-days";
import { NO_QUESTION } from "./search-question";
import { datesWords, resultsWords, shownInsteadSentences, shownWords } from "./search-words";

const ANSWER: SearchAnswer = {
  query: "lantren",
  corrected_query: null,
  did_you_mean: null,
  is_partial_match: false,
  ignored_words: [],
  total: 12,
  total_is_capped: false,
  next_cursor: null,
  items: [],
  facets: { categories: [], free: { yes: 0, no: 0, unknown: 0 }, venues: [], areas: [] },
};
const QUESTION = { ...NO_QUESTION, words: "lantren" };

describe("how many were found", () => {
  test.each([
    [0, false, "jazz", "Nothing was found for “jazz”"],
    [0, false, "", "Nothing was found"],
    [1, false, "jazz", "1 event for “jazz”"],
    [1234, false, "jazz", "1,234 events for “jazz”"],
    [10_000, true, "jazz", "More than 10,000 events for “jazz”"],
    [12, false, "", "12 events to come"],
  ])("%i (capped: %j) for “%s”: %s", (total, isCapped, words, expected) => {
    expect(resultsWords({ total, total_is_capped: isCapped }, words)).toBe(expected);
  });

  test("an event with several dates says so", () => {
    expect(datesWords(1)).toBeNull();
    expect(datesWords(8)).toBe("The first of 8 dates");
  });
});

describe("what is shown instead", () => {
  test("is nothing where the words were found as they are", () => {
    expect(shownInsteadSentences(ANSWER, QUESTION)).toEqual([]);
    expect(shownWords(ANSWER, QUESTION)).toBe("lantren");
  });

  test("names the words that were put right", () => {
    const answer = { ...ANSWER, corrected_query: "lanterns" };
    expect(shownInsteadSentences(answer, QUESTION)).toEqual([
      "Nothing is listed for “lantren”, so this is for “lanterns”.",
    ]);
    expect(shownWords(answer, QUESTION)).toBe("lanterns");
  });

  test("names the words that were left out, and that some are missing", () => {
    const answer = { ...ANSWER, ignored_words: ["events", "tonight"], is_partial_match: true };
    expect(shownInsteadSentences(answer, QUESTION)).toEqual([
      "Nothing had all the words, so “events” and “tonight” were left out.",
      "No event has all of these words. These have some of them, the likeliest first.",
    ]);
  });
});

describe("days to choose from", () => {
  const labels = (today: string) => daysChoices(today as LocalDate).map(({ label }) => label);

  test("on a Saturday the weekend is what is left of it", () => {
    const weekend = daysChoices("2026-11-28" as LocalDate).find(
      ({ label }) => label === "This weekend",
    );
    expect(weekend).toEqual({ label: "This weekend", start: "2026-11-28", end: "2026-11-29" });
  });

  test("on a Sunday the weekend is today", () => {
    expect(labels("2026-11-29")).toEqual(["Any time", "Today", "Tomorrow", "Next 7 days"]);
  });

  test("the year 9999 ends", () => {
    expect(labels("9999-12-31")).toEqual(["Any time", "Today"]);
  });

  test("one is chosen where the question asks for the same days", () => {
    const [anyTime, today] = daysChoices("2026-11-25" as LocalDate);
    expect(anyTime && isChosen(anyTime, NO_QUESTION)).toBe(true);
    expect(today && isChosen(today, NO_QUESTION)).toBe(false);
  });
});
