import { describe, expect, test } from "vitest";
import { attemptsWords, bySubject, failureWords, stateWords, summary } from "./operations-words";
import { CHECK } from "./samples/operations";
import type { State } from "./types";

const inState = (state: State, key = "backup") => ({ ...CHECK, key, state });

describe("what was looked at", () => {
  test("is told in words that differ as much as its colours", () => {
    const labels = (["fine", "look", "act"] as const).map((state) => stateWords(state).label);
    expect(labels).toEqual(["Fine", "Look at it", "Act now"]);
  });

  test("stands by what it is about, the worst first, and nothing is lost", () => {
    const queue = { ...CHECK, key: "queue", subject: "work" as const };
    const checks = [inState("fine"), inState("act", "drill"), queue, inState("look", "archive")];
    const groups = bySubject(checks);
    expect(groups.map(({ title }) => title)).toEqual(["Work", "Backups and disk"]);
    expect(groups[1]?.checks.map(({ key }) => key)).toEqual(["drill", "archive", "backup"]);
    expect(groups.flatMap((group) => group.checks)).toHaveLength(checks.length);
  });

  test("is counted in the sentence that the page begins with", () => {
    expect(summary({ checks: [inState("fine")] })).toBe("Everything that was looked at is fine.");
    expect(summary({ checks: [inState("look")] })).toBe("1 thing calls for a look.");
    expect(summary({ checks: [inState("act"), inState("act"), inState("look")] })).toBe(
      "2 things call for action now, and 1 thing calls for a look.",
    );
  });
});

test("a job that failed says how often it was tried, and why if anybody could tell", () => {
  expect(attemptsWords({ attempts: 1 })).toBe("tried once");
  expect(attemptsWords({ attempts: 8 })).toBe("tried 8 times");
  expect(failureWords({ error: "LookupError" })).toBe("LookupError");
  expect(failureWords({ error: null })).toBe("Its worker ended before it could say why.");
});
