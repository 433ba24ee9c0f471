import { expect, test } from "vitest";
import { dayWords, localWords, momentsIn } from "./moment-words";

test("a moment is told in the site's zone, whatever the server's", () => {
  expect(momentsIn("America/New_York")("2026-11-21T20:05:00Z")).toBe("Nov 21, 2026, 3:05 PM");
});

test("a day stays that day, wherever the server is", () => {
  expect(dayWords("2026-11-21")).toBe("Nov 21, 2026");
  expect(dayWords("2026-11-21T00:00:00-05:00")).toBe("Nov 21, 2026");
});

test.each([
  ["2026-03-06T19:00", "Mar 6, 2026, 7:00 PM"],
  ["2026-03-06", "Mar 6, 2026"],
  ["2026-11-01T01:30-04:00", "Nov 1, 2026, 1:30 AM"],
  ["next week", "next week"],
])("a local time is told as it stands: %s", (local, words) => {
  expect(localWords(local)).toBe(words);
});
