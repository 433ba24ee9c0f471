import type { Decision } from "./types";
import { joined } from "./words";

export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What ids and slugs stand for. */
export interface Names {
  venues: ReadonlyMap<number, string>;
  categories: ReadonlyMap<string, string>;
}

const KINDS: Readonly<Record<Decision["kind"], string>> = {
  hide: "Hidden",
  show: "Shown again",
  rename: "Renamed",
  venue: "Venue chosen",
  categories: "Categories chosen",
  unpin_title: "Title left to its sources",
  unpin_venue_id: "Venue left to its sources",
  unpin_categories: "Categories left to its sources",
  merge: "Merged",
  split: "Split off",
  apart: "Kept apart",
  venue_added: "Venue added",
  venue_changed: "Venue changed",
  alias_added: "Name added",
  alias_removed: "Name removed",
  venue_merged: "Venue merged",
  question_linked: "Place recognised",
  question_created: "Venue made of a place",
  question_dismissed: "Place left without a venue",
};

export function decisionWords(kind: Decision["kind"]): string {
  return KINDS[kind];
}

type Values = Readonly<Record<string, unknown>>;

const FIELD_NAMES: Readonly<Record<string, string>> = {
  name: "Name",
  address: "Address",
  area: "Area",
  website: "Website",
  parent_id: "Part of",
};

/** What a decision made otherwise, by name. */
export function decisionChanges({ kind, before, after }: Decision, names: Names): Change[] {
  switch (kind) {
    case "hide":
      return told("Reason", null, after.reason);
    case "rename":
    case "unpin_title":
      return told("Title", pinOf(before) ?? before.title, pinOf(after) ?? null);
    case "venue":
    case "unpin_venue_id":
      return told("Venue", venueWords(pinOf(before), names), venueWords(pinOf(after), names));
    case "categories":
    case "unpin_categories":
      return told(
        "Categories",
        categoryWords(pinOf(before), names),
        categoryWords(pinOf(after), names),
      );
    case "merge":
      return told("Into event", null, parentOf(after));
    case "venue_added":
      return fieldChanges({}, after, names);
    case "venue_changed":
      return fieldChanges(valuesOf(before.values), valuesOf(after.values), names);
    case "alias_added":
    case "alias_removed":
      return told("Also known as", listWords(before.aliases), listWords(after.aliases));
    case "venue_merged":
      return told("Into", null, after.name);
    case "question_linked":
    case "question_created":
      return told("Venue", null, venueWords(after.venue_id, names));
    default:
      return [];
  }
}

function told(name: string, before: unknown, after: unknown): Change[] {
  const change = { name, before: textOf(before), after: textOf(after) };
  return change.before === change.after ? [] : [change];
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null || value === "" ? null : String(value);
}

/** What was pinned; undefined where nothing was. A merged event may have had a pin of its own. */
function pinOf(values: Values): unknown {
  return Object.values(valuesOf(values.pins))[0];
}

function venueWords(id: unknown, { venues }: Names): string | null {
  if (id === undefined) {
    return "as its sources say";
  }
  return id === null ? "none" : (venues.get(Number(id)) ?? `venue ${id}`);
}

function categoryWords(slugs: unknown, { categories }: Names): string | null {
  if (!Array.isArray(slugs)) {
    return "as its sources say";
  }
  return slugs.length === 0
    ? "none"
    : joined(slugs.map((slug) => categories.get(slug) ?? String(slug)));
}

function parentOf(after: Values): string | null {
  const [parent] = Object.values(valuesOf(after.parents));
  return textOf(valuesOf(parent).into_id);
}

function listWords(values: unknown): string | null {
  return Array.isArray(values) && values.length > 0 ? joined(values.map(String)) : null;
}

function fieldChanges(before: Values, after: Values, names: Names): Change[] {
  const fieldValue = (key: string, value: unknown) =>
    key === "parent_id" && typeof value === "number" ? venueWords(value, names) : value;
  return Object.entries(FIELD_NAMES)
    .filter(([key]) => key in after)
    .flatMap(([key, name]) =>
      told(name, fieldValue(key, before[key]), fieldValue(key, after[key])),
    );
}

function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}
