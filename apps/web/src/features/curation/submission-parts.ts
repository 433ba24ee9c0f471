import "server-only";

import { formId } from "@/lib/address-ids";
import type { RefusalWords } from "@/lib/refusal";
import type { Done, Place, Submission } from "@/lib/submitting";
import { undoDecision } from "./actions";

/* What the forms of curators have in common. */

export const CURATION_WORDS: RefusalWords = {
  messages: {
    event_unknown: "There is no such event any more.",
    venue_unknown: "There is no such venue any more.",
    question_unknown: "This place is asked about no more.",
  },
  fieldMessages: { alias_taken: ["text", "Another venue goes by this name."] },
  namingFields: ["invalid_submission"],
};

export const UNDONE = "That decision is undone.";

/** The form that undoes a decision where what it was about is shown. */
export function undoAt(path: (id: string) => string): Submission {
  return {
    form: "undo",
    page: at(path),
    fields: ["decision"],
    send: ({ decision }, headers) => undoDecision(formId(decision), headers),
    done: (_, { id = "" }) => saidAt(path(id), UNDONE),
  };
}

/** The page whose path the address of a handler names by its id. */
export function at(path: (id: string) => string): (place: Place) => string {
  return ({ id = "" }) => path(id);
}

/** Told in the head of that page, whichever form it was. */
export function saidAt(to: string, message: string): Done {
  return { to, form: "page", message };
}

/** In the order in which the API names two events. */
export function pairOf(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}

export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
