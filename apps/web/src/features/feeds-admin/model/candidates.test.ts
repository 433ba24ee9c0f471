import { describe, expect, test } from "vitest";
import { candidatesOf, problemsOf } from "./candidates";

const FOUND = {
  url: "https://a.example/c.ics",
  adapter: "ical",
  label: "iCalendar",
  name: "Evenings",
  event_count: 3,
  date_count: 8,
  duplicate_count: 1,
  is_partial: true,
  next_events: [
    {
      title: "Kite evening",
      start: "2026-11-21T19:00:00-05:00",
      all_day: false,
      location: "The pier",
      status: "cancelled",
    },
  ],
  problems: [{ reason: "The year is absurd.", uid: "a@b", line: 12 }],
};

describe("what was found at an address", () => {
  test("is read as it stands", () => {
    expect(candidatesOf({ candidates: [FOUND] })).toEqual([
      {
        url: FOUND.url,
        adapter: "ical",
        label: "iCalendar",
        name: "Evenings",
        eventCount: 3,
        dateCount: 8,
        duplicateCount: 1,
        isPartial: true,
        nextEvents: [
          {
            title: "Kite evening",
            start: "2026-11-21T19:00:00-05:00",
            isAllDay: false,
            location: "The pier",
            isCancelled: true,
          },
        ],
        problems: [{ reason: "The year is absurd.", uid: "a@b", line: 12 }],
        plan: null,
      },
    ]);
  });

  test("of a preview is one, and of a dry run says what would be done", () => {
    const plan = { new_count: 1, changed_count: 2, unchanged_count: 3, missing_count: 4 };
    const [candidate] = candidatesOf({ ...FOUND, ...plan });
    expect(candidate?.plan).toEqual({
      newCount: 1,
      changedCount: 2,
      unchangedCount: 3,
      missingCount: 4,
    });
  });

  test.each([null, undefined, "", 7, [], {}, { candidates: [] }])(
    "may be nothing: %j",
    (result) => {
      expect(candidatesOf(result)).toEqual([]);
    },
  );

  test("that lacks this and that is read all the same", () => {
    const [candidate] = candidatesOf({ candidates: [{ url: "x", next_events: [null, {}] }] });
    expect(candidate).toMatchObject({ label: "Feed", name: null, dateCount: 0, problems: [] });
    expect(candidate?.nextEvents.map(({ title }) => title)).toEqual(["Untitled", "Untitled"]);
    expect(problemsOf([{}])).toEqual([{ reason: "It could not be read.", uid: null, line: null }]);
  });
});
