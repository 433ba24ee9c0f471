import { describe, expect, test } from "vitest";
import { changeKindWords, statementChanges, statementHead } from "./statement-words";

const SAID = {
  summary: "Kite evening",
  start: "2026-11-21T19:00:00-05:00",
  end: null,
  all_day: false,
  location: "The pier",
  categories: ["Outdoors"],
  description: "Bring a kite.",
};
const tell = (instant: string) => `<${instant.slice(11, 16)}>`;

describe("what a feed says otherwise than before", () => {
  test("is told by name, in words", () => {
    const after = {
      ...SAID,
      start: "2026-11-21T20:00:00-05:00",
      all_day: true,
      categories: [],
      cost: "$5",
    };
    expect(statementChanges(SAID, after, tell)).toEqual([
      { name: "Begins", before: "<19:00>", after: "<20:00>" },
      { name: "All day", before: "no", after: "yes" },
      { name: "Price", before: null, after: "$5" },
      { name: "Categories", before: "Outdoors", after: null },
    ]);
  });

  test("is nothing of what is new, gone or the same", () => {
    expect(statementChanges(null, SAID, tell)).toEqual([]);
    expect(statementChanges(SAID, {}, tell)).toEqual([]);
    expect(statementChanges(SAID, null, tell)).toEqual([]);
    expect(statementChanges(SAID, { ...SAID }, tell)).toEqual([]);
  });

  test("is cut where it is long, and told where it makes no sense", () => {
    const after = { ...SAID, description: "x".repeat(500), start: "soon" };
    const [begins, description] = statementChanges(SAID, after, tell);
    expect(begins?.after).toBe("soon");
    expect(description?.after).toHaveLength(241);
  });
});

test("a date is named as it is said now, else as it was said", () => {
  expect(statementHead(SAID, {})).toEqual({
    title: "Kite evening",
    start: SAID.start,
    isAllDay: false,
  });
  expect(statementHead(null, { summary: "" })).toEqual({
    title: "Untitled",
    start: null,
    isAllDay: false,
  });
});

test("every kind of change has words, those of tomorrow too", () => {
  expect(changeKindWords("missing")).toBe("Missing from the feed");
  expect(changeKindWords("sung")).toBe("sung");
});
