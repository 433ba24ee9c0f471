import { describe, expect, test } from "vitest";
import { decisionChanges, type Names } from "./decision-words";
import { curatorsPageOf } from "./desk";
import { inboxHref, inboxTiles, waitingCount } from "./inbox-words";
import { contentChanges, contentFacts, reportStateOf, submissionStateOf } from "./submission-words";
import { joiningWords, pinnedVenueId, standingWords } from "./trace-words";
import type { Content, Decision, Inbox, Member, Observation, TracedEvent } from "./types";
import { joined, percent } from "./words";

const NAMES: Names = {
  venues: new Map([[3, "Harbor Hall"]]),
  categories: new Map([["outdoors", "Outdoors & Nature"]]),
};

function decision(kind: Decision["kind"], before: object, after: object): Decision {
  return {
    id: 1,
    kind,
    event_id: 7,
    venue_id: null,
    question_id: null,
    subject_title: "Kite evening",
    before: before as Decision["before"],
    after: after as Decision["after"],
    decided_at: "2026-11-21T20:05:00Z",
    decided_by_name: "Linden",
    undone_at: null,
  };
}

describe("what a decision made otherwise", () => {
  test.each<[Decision["kind"], object, object, [string, string | null, string | null]]>([
    ["hide", { is_hidden: false }, { reason: "Private" }, ["Reason", null, "Private"]],
    [
      "rename",
      { pins: {}, title: "Kites" },
      { pins: { 7: "Kite evening" } },
      ["Title", "Kites", "Kite evening"],
    ],
    ["rename", { pins: { 7: "A" }, title: "A" }, { pins: { 7: "B" } }, ["Title", "A", "B"]],
    ["venue", { pins: {} }, { pins: { 7: 3 } }, ["Venue", "as its sources say", "Harbor Hall"]],
    ["venue", { pins: { 7: 3 } }, { pins: { 7: null } }, ["Venue", "Harbor Hall", "none"]],
    ["venue", { pins: { 7: 3 } }, { pins: { 7: 99 } }, ["Venue", "Harbor Hall", "venue 99"]],
    [
      "unpin_venue_id",
      { pins: { 7: 3 } },
      { pins: {} },
      ["Venue", "Harbor Hall", "as its sources say"],
    ],
    [
      "categories",
      { pins: {} },
      { pins: { 7: ["outdoors", "new"] } },
      ["Categories", "as its sources say", "Outdoors & Nature and new"],
    ],
    [
      "categories",
      { pins: { 7: ["outdoors"] } },
      { pins: { 7: [] } },
      ["Categories", "Outdoors & Nature", "none"],
    ],
    ["merge", {}, { parents: { 7: { into_id: 5 } } }, ["Into event", null, "5"]],
    [
      "venue_changed",
      { values: { area: null } },
      { values: { area: "East" } },
      ["Area", null, "East"],
    ],
    [
      "venue_changed",
      { values: { parent_id: null } },
      { values: { parent_id: 3 } },
      ["Part of", null, "Harbor Hall"],
    ],
    ["alias_removed", { aliases: ["hall"] }, { aliases: [] }, ["Also known as", "hall", null]],
    ["venue_merged", {}, { merged_into_id: 3, name: "Harbor Hall" }, ["Into", null, "Harbor Hall"]],
    ["question_linked", {}, { venue_id: 3 }, ["Venue", null, "Harbor Hall"]],
  ])("%s is told: %j, %j", (kind, before, after, [name, was, is]) => {
    expect(decisionChanges(decision(kind, before, after), NAMES)).toEqual([
      { name, before: was, after: is },
    ]);
  });

  test.each<Decision["kind"]>(["show", "split", "apart", "question_dismissed", "hide", "merge"])(
    "%s may be told by its name alone",
    (kind) => {
      expect(decisionChanges(decision(kind, {}, {}), NAMES)).toEqual([]);
    },
  );
});

describe("the inbox", () => {
  const inbox: Inbox = {
    submissions: 2,
    reports: 1,
    venue_questions: 0,
    suspected_duplicates: 4,
    feeds_in_trouble: 1,
    items: [],
  };

  test("counts all that waits, and leads to it", () => {
    expect(waitingCount(inbox)).toBe(8);
    expect(new Set(inboxTiles(inbox).map(({ href }) => href)).size).toBe(5);
  });

  test.each([
    ["submission", "7a12", "/admin/submissions/7a12"],
    ["report", "5", "/admin/reports#report-5"],
    ["venue_question", "9", "/admin/places#place-9"],
    ["suspected_duplicate", "3-12", "/admin/duplicates#pair-3-12"],
    ["feed", "15", "/admin/feeds/15"],
  ] as const)("leads to a %s where it is decided", (kind, id, href) => {
    expect(inboxHref({ kind, id })).toBe(href);
  });
});

test.each([
  ["/admin/inbox", "/admin/inbox"],
  ["/admin/submissions/7a12", "/admin/inbox"],
  ["/admin/feeds/7/remove", "/admin/feeds"],
  ["/admin/runs/7", "/admin/feeds"],
  ["/admin/sources/add", "/admin/feeds"],
  ["/admin/eventstream", null],
  ["/admin", null],
])("the page %s belongs to %j", (path, page) => {
  expect(curatorsPageOf(path)).toBe(page);
});

describe("why an event is here", () => {
  const member: Member = {
    event_id: 7,
    title: "Kite evening",
    merged_into_id: 5,
    merge_method: "match",
    merge_score: 0.973,
    feed: null,
    source: null,
    observations: [],
  };
  const observation: Observation = {
    id: 1,
    uid: "a@b",
    recurrence_key: "20261121",
    title: "Kite evening",
    start: "2026-11-21T19:00:00-05:00",
    status: "scheduled",
    location: null,
    venue_id: null,
    first_seen_at: "2026-11-01T00:00:00Z",
    last_seen_at: "2026-11-02T00:00:00Z",
    missing_since: null,
    withdrawn_at: null,
  };

  test("tells how each telling came to it", () => {
    expect(joiningWords(member)).toBe("Found to be the same, 97 % alike.");
    expect(joiningWords({ ...member, merge_score: null })).toBe("Found to be the same.");
    expect(joiningWords({ ...member, merge_method: "editor" })).toBe("A curator merged it.");
    expect(joiningWords({ ...member, merged_into_id: null })).toBe("Its address is this event's.");
  });

  test("tells which of its dates no longer stand", () => {
    const at = "2026-11-03T00:00:00Z";
    expect(standingWords(observation)).toBeNull();
    expect(standingWords({ ...observation, status: "cancelled" })).toBe("Cancelled");
    expect(standingWords({ ...observation, missing_since: at })).toBe("Missing from its feed");
    expect(standingWords({ ...observation, missing_since: at, withdrawn_at: at })).toBe(
      "Gone from its feed",
    );
  });

  test("knows a venue that was chosen, none, and that nothing was", () => {
    const pinned = (pins: object) => pinnedVenueId({ pinned: pins } as TracedEvent);
    expect([pinned({ venue_id: 3 }), pinned({ venue_id: null }), pinned({})]).toEqual([
      3,
      null,
      undefined,
    ]);
  });
});

describe("a submission", () => {
  const content: Content = {
    title: "Kite evening",
    start: "2026-11-21T19:00",
    end: null,
    all_day: false,
    location: "The pier",
    address: null,
    description: null,
    url: null,
    cost: null,
    is_free: null,
    categories: ["outdoors", "new"],
  };
  const facts = (changed: Partial<Content>) =>
    contentFacts({ ...content, ...changed }, (local) => local, NAMES.categories);

  test("is told by name", () => {
    const told = Object.fromEntries(facts({}).map(({ name, value }) => [name, value]));
    expect(told).toMatchObject({
      Begins: "2026-11-21T19:00",
      Ends: null,
      Free: null,
      Categories: "Outdoors & Nature, new",
    });
    expect(facts({ all_day: true }).find(({ name }) => name === "Begins")?.value).toContain(
      "all day",
    );
  });

  test("that changes what is published tells what it changes", () => {
    expect(contentChanges(facts({}), facts({ is_free: true, location: "The hill" }))).toEqual([
      { name: "Place", before: "The pier", after: "The hill" },
      { name: "Free", before: null, after: "yes" },
    ]);
  });

  test("is listed by state, what waits first", () => {
    expect(["", "refused", "all", "x"].map(submissionStateOf)).toEqual([
      "waiting",
      "refused",
      "",
      "waiting",
    ]);
    expect(["", "resolved", "all", "x"].map(reportStateOf)).toEqual([
      "open",
      "resolved",
      "",
      "open",
    ]);
  });
});

test("words are joined, and scores told in percent", () => {
  expect(joined([])).toBe("");
  expect(joined(["a"])).toBe("a");
  expect(joined(["a", "b", "c"])).toBe("a, b and c");
  expect([percent(0.5), percent(1), percent(88.4)]).toEqual(["50 %", "100 %", "88 %"]);
});
