import { EMPTY_ENTRY, type Entry, entryOfPrefill } from "./entry";
import type { PrefillAnswer } from "./types";

/** What was found on a page, in the form, and what to say about that. */
export interface FoundOnPage {
  entry: Entry;
  words: string;
}

/** `url` is the address that was named; it stays in the form whatever was found there. */
export function foundOnPage(answer: PrefillAnswer | null, url: string): FoundOnPage {
  const nothing = { ...EMPTY_ENTRY, url };
  if (answer === null) {
    return { entry: nothing, words: "That page was read too long ago. Please name it again." };
  }
  if (answer.result === null) {
    const reason = answer.failure ?? "The page could not be read.";
    return { entry: nothing, words: `${reason} Please fill in the form by hand.` };
  }
  const entry = entryOfPrefill(answer.result);
  const words = {
    json_ld: "The form is filled in from the page. Please check it and send it.",
    ical: "The form is filled in from the page. Please check it and send it.",
    opengraph: "The page tells only some of it. Please fill in the rest.",
    none: "The page does not tell of an event in a way that we can read. Please fill in the form by hand.",
  }[answer.result.source];
  return { entry: { ...entry, url: entry.url || url }, words };
}
