import { describe, expect, test } from "vitest";
import type { PublicSource } from "./calendar-types";
import { overallWords, tellers, troubledFirst } from "./source-words";

function source(name: string, ...healths: PublicSource["feeds"][number]["health"][]): PublicSource {
  return {
    slug: name,
    name,
    kind: "organiser",
    website: null,
    licence: null,
    feeds: healths.map((health) => ({
      name,
      health,
      words: "",
      last_success_at: null,
      upcoming_count: 0,
    })),
  };
}

describe("how it goes on the whole", () => {
  test.each([
    [[], "No calendar is read yet."],
    [[source("a", "good")], "The one calendar is read without trouble."],
    [[source("a", "good"), source("b", "good")], "All 2 calendars are read without trouble."],
    [[source("a", "good", "stale"), source("b")], "1 of 2 calendars are read without trouble."],
  ])("%#", (sources, words) => {
    expect(overallWords(sources)).toBe(words);
  });
});

test("what is in trouble or out of date comes first", () => {
  const sources = [source("a", "good"), source("b", "paused"), source("c", "good", "trouble")];
  expect(troubledFirst(sources).map(({ name }) => name)).toEqual(["c", "a", "b"]);
});

test("who put something in by hand tells of nothing", () => {
  const told = (name: string, kind: PublicSource["kind"]) => ({ name, kind, url: null });
  const sources = [told("Harbor Hall", "own_venue"), told("spring.ics", "import")];
  expect(tellers(sources).map(({ name }) => name)).toEqual(["Harbor Hall"]);
});
