import { describe, expect, test } from "vitest";
import {
  EMPTY_ENTRY,
  type Entry,
  entryOf,
  entryOfContent,
  entryOfPrefill,
  readEntry,
} from "./entry";
import type { Content, Prefill } from "./types";

function typed(changes: Partial<Entry> = {}): Entry {
  return {
    ...EMPTY_ENTRY,
    title: " Porch concert ",
    start_date: "2026-12-04",
    start_time: "19:00",
    location: "Magnolia Commons",
    ...changes,
  };
}

const content = (changes: Partial<Entry>) => readEntry(typed(changes)).content;
const problems = (changes: Partial<Entry>) => readEntry(typed(changes)).problems;

describe("what was typed", () => {
  test("is sent trimmed, and what was left empty as nothing", () => {
    expect(content({})).toEqual({
      title: "Porch concert",
      start: "2026-12-04T19:00",
      end: null,
      all_day: false,
      location: "Magnolia Commons",
      address: null,
      description: null,
      url: null,
      cost: null,
      is_free: null,
      categories: [],
    });
  });

  test.each([
    ["a time alone ends on the same day", { end_time: "21:30" }, "2026-12-04T21:30"],
    ["a time before the beginning is of the next day", { end_time: "01:30" }, "2026-12-05T01:30"],
    [
      "both are taken as they are",
      { end_date: "2026-12-06", end_time: "12:00" },
      "2026-12-06T12:00",
    ],
    ["the first day alone says nothing", { end_date: "2026-12-04" }, null],
  ])("of the end, %s", (_, changes, end) => {
    expect(content(changes)?.end).toBe(end);
  });

  test("over the end of a year, the next day is right", () => {
    expect(content({ start_date: "2026-12-31", end_time: "02:00" })?.end).toBe("2027-01-01T02:00");
  });

  test("of whole days is sent without hours", () => {
    const whole = content({ all_day: "yes", end_date: "2026-12-06", end_time: "12:00" });
    expect(whole).toMatchObject({ start: "2026-12-04", end: "2026-12-06", all_day: true });
    expect(content({ all_day: "yes", start_time: "" })?.end).toBeNull();
  });

  test.each([
    ["porch.example", "https://porch.example"],
    ["www.porch.example/a?b", "https://www.porch.example/a?b"],
    ["http://porch.example", "http://porch.example"],
    ["mailto:wren@porch.example", "mailto:wren@porch.example"],
    ["the porch", "the porch"],
  ])("%s is the address %s", (url, sent) => {
    expect(content({ url })?.url).toBe(sent);
  });

  test.each([
    ["", null],
    ["true", true],
    ["false", false],
  ])("free is yes, no or unknown: %j", (is_free, sent) => {
    expect(content({ is_free })?.is_free).toBe(sent);
  });
});

describe("what is missing is told by field", () => {
  test.each([
    [{ title: " " }, "title"],
    [{ start_date: "" }, "start_date"],
    [{ start_date: "tomorrow" }, "start_date"],
    [{ start_time: "" }, "start_time"],
    [{ end_date: "2026-12-06" }, "end_time"],
    [{ location: "" }, "location"],
    [{ categories: "a,b,c,d,e,f" }, "categories"],
  ])("%j", (changes, field) => {
    expect(Object.keys(problems(changes) ?? {})).toEqual([field]);
    expect(content(changes)).toBeNull();
  });
});

describe("what is stored comes back into the form", () => {
  const CONTENT: Content = {
    title: "Porch concert",
    start: "2026-12-04T19:00",
    end: "2026-12-05T01:30",
    all_day: false,
    location: "Magnolia Commons",
    address: "1 Magnolia Street",
    description: "Bring a chair.",
    url: "https://porch.example/",
    cost: "$10",
    is_free: false,
    categories: ["live-music", "community"],
  };

  test.each([
    CONTENT,
    { ...CONTENT, end: null, is_free: null, categories: [] },
    { ...CONTENT, end: "2026-12-04T21:00" },
    { ...CONTENT, all_day: true, start: "2026-12-04", end: "2026-12-06" },
  ])("and goes out as it was: %#", (stored) => {
    expect(readEntry(entryOfContent(stored, "wren@example.org")).content).toEqual(stored);
  });

  test("with its maker's address", () => {
    expect(entryOfContent(CONTENT, "wren@example.org").contact_email).toBe("wren@example.org");
    expect(entryOfContent(CONTENT, null).contact_email).toBe("");
  });
});

test("what a page says is filled in as far as it goes", () => {
  const prefill: Prefill = {
    title: "Porch concert",
    start: "2026-12-04T19:00",
    end: null,
    all_day: null,
    location: null,
    address: null,
    description: "x".repeat(9_000),
    url: "https://porch.example/",
    cost: null,
    is_free: null,
    image_url: "https://porch.example/a.jpg",
    source: "opengraph",
  };
  const entry = entryOfPrefill(prefill);
  expect(entry).toMatchObject({ title: "Porch concert", start_date: "2026-12-04", location: "" });
  expect(entry.description).toHaveLength(5_000);
  expect(entryOfPrefill({ ...prefill, start: null })).toMatchObject({
    start_date: "",
    start_time: "",
  });
});

test("a record of texts becomes an entry without anything else", () => {
  expect(entryOf({ title: "x", form_token: "y" })).toEqual({ ...EMPTY_ENTRY, title: "x" });
});
