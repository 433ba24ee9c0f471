import { describe, expect, test } from "vitest";
import type { LocalDate } from "./local-date";
import { isNarrowed, NO_QUESTION, readQuestion, searchPath } from "./search-question";

describe("a question in an address", () => {
  test("is read as it was written", () => {
    const parameters = {
      q: "  jazz brunch ",
      category: "Live-Music",
      venue: " harbor-hall ",
      free: "true",
      start: "2026-11-27",
      end: "2026-11-29",
    };
    expect(readQuestion(parameters)).toEqual({
      question: {
        words: "jazz brunch",
        category: "live-music",
        venue: "harbor-hall",
        isFreeOnly: true,
        start: "2026-11-27",
        end: "2026-11-29",
      },
      problem: null,
    });
  });

  test.each([{}, { q: "" }, { q: " " }, { q: "\u0000", category: "", free: "perhaps" }])(
    "that says nothing asks for everything: %j",
    (parameters) => {
      expect(readQuestion(parameters)).toEqual({ question: NO_QUESTION, problem: null });
    },
  );

  test("counts once where it is given several times", () => {
    expect(readQuestion({ q: ["jazz", "folk"] }).question.words).toBe("jazz");
  });

  test("halves of characters and control characters never reach the API", () => {
    expect(readQuestion({ q: "ja\u0000zz \ud83d" }).question.words).toBe("ja zz \ufffd");
  });

  test.each([
    [{ q: "x".repeat(201) }, "at most 200 characters"],
    [{ start: "tomorrow" }, "“tomorrow” is no day"],
    [{ end: "2026-02-30" }, "“2026-02-30” is no day"],
    [{ start: "2026-11-29", end: "2026-11-27" }, "before the first"],
  ])("that cannot be asked says why: %j", (parameters, words) => {
    expect(readQuestion(parameters).problem).toContain(words);
  });
});

describe("the address of a question", () => {
  test("is the bare page where nothing is asked", () => {
    expect(searchPath({})).toBe("/search");
  });

  test("names what is asked, in one order", () => {
    const question = { start: "2026-11-27" as LocalDate, isFreeOnly: true, words: "a & b" };
    expect(searchPath(question, "17-20")).toBe(
      "/search?q=a+%26+b&free=true&start=2026-11-27&cursor=17-20",
    );
  });
});

test("words alone narrow nothing", () => {
  expect(isNarrowed({ ...NO_QUESTION, words: "jazz" })).toBe(false);
  expect(isNarrowed({ ...NO_QUESTION, venue: "harbor-hall" })).toBe(true);
});
