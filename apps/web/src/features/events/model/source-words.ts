import type { EventSource, FeedHealth, PublicSource } from "./calendar-types";

const KINDS: Record<PublicSource["kind"], string> = {
  own_venue: "A venue’s own calendar",
  organiser: "An organiser’s calendar",
  city: "The city’s calendar",
  media: "Picks by a paper or guide",
  submission: "Sent in by readers",
  import: "Put in by hand",
};

/** What kind of source this is, to stand beside its name. */
export function sourceKindWords(kind: PublicSource["kind"]): string {
  return KINDS[kind];
}

const HEALTHS: Record<FeedHealth, string> = {
  good: "Working",
  trouble: "In trouble",
  stale: "Out of date",
  paused: "Paused",
  new: "Not read yet",
};

export function healthWords(health: FeedHealth): string {
  return HEALTHS[health];
}

/** "All 15 calendars are read without trouble.", "14 of 15 calendars are read without trouble." */
export function overallWords(sources: readonly PublicSource[]): string {
  const feeds = sources.flatMap((source) => source.feeds);
  const good = feeds.filter(({ health }) => health === "good").length;
  if (feeds.length === 0) {
    return "No calendar is read yet.";
  }
  if (good === feeds.length) {
    return feeds.length === 1
      ? "The one calendar is read without trouble."
      : `All ${feeds.length} calendars are read without trouble.`;
  }
  return `${good} of ${feeds.length} calendars are read without trouble.`;
}

/** Sources with what needs to be known first in front; else by name. */
export function troubledFirst(sources: readonly PublicSource[]): PublicSource[] {
  const isTroubled = (source: PublicSource) =>
    source.feeds.some(({ health }) => health === "trouble" || health === "stale");
  return [...sources.filter(isTroubled), ...sources.filter((source) => !isTroubled(source))];
}

/** Who tells of an event, in the order in which they are believed; readers' own are no source. */
export function tellers(sources: readonly EventSource[]): EventSource[] {
  return sources.filter(({ kind }) => kind !== "import");
}
