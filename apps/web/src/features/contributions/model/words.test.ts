import { describe, expect, test } from "vitest";
import { EMPTY_ENTRY } from "./entry";
import { entryWords } from "./entry-words";
import { entriesOfFile, fileEntries } from "./file-entries";
import { editLink, isSubmissionId, reportPath } from "./paths";
import { foundOnPage } from "./prefill-words";
import { stateWords } from "./state-words";
import type { PrefillAnswer, Submission } from "./types";

const ID = "0b9d7c1e-1111-4222-8333-444455556666";

describe("what was found on a page", () => {
  const url = "https://porch.example/concert";
  const answer = (changes: Partial<PrefillAnswer>): PrefillAnswer => ({
    id: ID,
    state: "done",
    result: null,
    failure: null,
    ...changes,
  });
  const result = {
    title: "Porch concert",
    start: null,
    end: null,
    all_day: null,
    location: null,
    address: null,
    description: null,
    url: null,
    cost: null,
    is_free: null,
    image_url: null,
    source: "json_ld",
  } as const;

  test("fills in the form, with the address that was named", () => {
    const found = foundOnPage(answer({ result }), url);
    expect(found.entry).toEqual({ ...EMPTY_ENTRY, title: "Porch concert", url });
    expect(found.words).toContain("filled in from the page");
  });

  test.each([
    [
      answer({ state: "failed", failure: "The host does not answer." }),
      "The host does not answer.",
    ],
    [answer({ state: "failed" }), "could not be read"],
    [null, "too long ago"],
  ])("is said where it is nothing, and the address stays: %#", (asked, words) => {
    const found = foundOnPage(asked, url);
    expect(found.entry).toEqual({ ...EMPTY_ENTRY, url });
    expect(found.words).toContain(words);
  });
});

describe("how a submission stands", () => {
  const submission = (changes: Partial<Submission>) => changes as Submission;
  const published = {} as Submission["published"];

  test.each([
    [{ state: "waiting", published: null }, "Waiting to be looked at"],
    [{ state: "waiting", published }, "Published; your change is waiting"],
    [{ state: "published", published }, "Published"],
    [{ state: "refused", refusal: "It is over." }, "Not published"],
    [{ state: "withdrawn" }, "Withdrawn"],
  ] as const)("%#: %s", (changes, title) => {
    expect(stateWords(submission(changes)).title).toBe(title);
  });

  test("why it was refused is told", () => {
    const { sentence } = stateWords(submission({ state: "refused", refusal: "It is over." }));
    expect(sentence).toContain("It is over.");
  });
});

describe("the events of a file", () => {
  test("come back as they were, twenty at most", () => {
    const entries = Array.from({ length: 25 }, (_, index) => ({
      ...EMPTY_ENTRY,
      title: `Event ${index}`,
    }));
    expect(entriesOfFile(fileEntries(entries))).toEqual(entries.slice(0, 20));
  });

  test("of a cookie that was tampered with are none", () => {
    expect(entriesOfFile({ event_0: "{", event_1: '{"title":"x"}' })).toHaveLength(1);
    expect(entriesOfFile(null)).toEqual([]);
  });
});

describe("an entry in a list", () => {
  const place = { location: "Depot Yard" };

  test.each([
    [
      { start_date: "2026-12-04", start_time: "19:00", ...place },
      "Dec 4, 2026, 7:00 PM · Depot Yard",
    ],
    [{ start_date: "2026-12-04", start_time: "", ...place }, "Dec 4, 2026 · Depot Yard"],
    [{ start_date: "", start_time: "19:00", ...place }, "Depot Yard"],
    [{ start_date: "2026-12-04", start_time: "19:00", location: "" }, "Dec 4, 2026, 7:00 PM"],
  ])("%#: %s", (entry, words) => {
    expect(entryWords(entry)).toBe(words);
  });
});

describe("addresses", () => {
  test.each(["", "..", "x", `${ID}/..`, ID.toUpperCase()])("%j is no submission's id", (text) => {
    expect(isSubmissionId(text)).toBe(false);
  });

  test("a private link holds the token, and nothing else does", () => {
    expect(isSubmissionId(ID)).toBe(true);
    expect(editLink("https://srq.example", ID, "a+b")).toBe(
      `https://srq.example/submit/${ID}?token=a%2Bb`,
    );
    expect(reportPath("a b")).toBe("/events/a%20b/report");
  });
});
