import type { Venue } from "./calendar-types";

export interface VenueArea {
  /** Null for the places whose part of town we do not know. */
  area: string | null;
  venues: Venue[];
}

/** Parts of town and their venues, each in alphabetical order; the unknown part comes last. */
export function groupByArea(venues: readonly Venue[]): VenueArea[] {
  const groups = new Map<string | null, Venue[]>();
  for (const venue of venues) {
    groups.set(venue.area, [...(groups.get(venue.area) ?? []), venue]);
  }
  return [...groups]
    .map(([area, members]) => ({ area, venues: members.toSorted(byName) }))
    .sort(byArea);
}

const alphabet = new Intl.Collator("en-US", { sensitivity: "base", numeric: true });

function byName(first: Venue, second: Venue): number {
  return alphabet.compare(sortName(first.name), sortName(second.name));
}

/** "The Lantern Room" is looked for under L. */
function sortName(name: string): string {
  return name.replace(/^(the|a|an)\s+/i, "");
}

function byArea(first: VenueArea, second: VenueArea): number {
  if (first.area === null || second.area === null) {
    return Number(first.area === null) - Number(second.area === null);
  }
  return alphabet.compare(first.area, second.area);
}
