import type { CalendarEvent } from "./calendar-types";

/** What is known of the price; "unknown" is never turned into a claim. */
export type Price =
  | { kind: "free"; words: string; detail: string | null }
  | { kind: "priced"; words: string }
  | { kind: "unknown" };

/** "Free" is said only where the source says so; a price text alone is repeated as it stands. */
export function priceOf(event: Pick<CalendarEvent, "is_free" | "price_text">): Price {
  const text = event.price_text?.trim() ?? "";
  if (event.is_free === true) {
    const saysMore = text !== "" && text.toLowerCase() !== "free";
    return { kind: "free", words: "Free", detail: saysMore ? text : null };
  }
  if (text !== "") {
    return { kind: "priced", words: text };
  }
  return event.is_free === false ? { kind: "priced", words: "Paid" } : { kind: "unknown" };
}
