import type { Member, Observation, Pinnable, TracedEvent } from "./types";
import { percent } from "./words";

/** How a telling of an event came to be part of it. */
export function joiningWords({ merged_into_id, merge_method, merge_score }: Member): string {
  if (merged_into_id === null) {
    return "Its address is this event's.";
  }
  if (merge_method === "editor") {
    return "A curator merged it.";
  }
  return merge_score === null
    ? "Found to be the same."
    : `Found to be the same, ${percent(merge_score)} alike.`;
}

/** How it stands with one date that a feed told of. */
export function standingWords(observation: Observation): string | null {
  if (observation.withdrawn_at !== null) {
    return "Gone from its feed";
  }
  if (observation.missing_since !== null) {
    return "Missing from its feed";
  }
  return observation.status === "cancelled" ? "Cancelled" : null;
}

export function isPinned({ pinned }: TracedEvent, field: Pinnable): boolean {
  return field in pinned;
}

/** The venue that a curator chose, if one did; null is none of ours. */
export function pinnedVenueId({ pinned }: TracedEvent): number | null | undefined {
  const id = pinned.venue_id;
  return typeof id === "number" || id === null ? id : undefined;
}
