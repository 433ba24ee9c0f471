import { FormRefusedError } from "./form-fields";
import { NotHereError } from "./not-here";

/* An id out of an address becomes part of an address of the API, and must not lead to another. */

const LARGEST_DIGITS = 15;
const NUMBER = new RegExp(`^[1-9]\\d{0,${LARGEST_DIGITS - 1}}$`);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in the address of a page; throws NotHereError. */
export function pageId(text: string): number {
  if (!NUMBER.test(text)) {
    throw new NotHereError("No page has this address.");
  }
  return Number(text);
}

/** The same where ids are UUIDs. */
export function pageUuid(text: string): string {
  if (!UUID.test(text)) {
    throw new NotHereError("No page has this address.");
  }
  return text.toLowerCase();
}

/** The id that a form or its handler's address brings; throws FormRefusedError. */
export function formId(text: string | undefined): number {
  if (text === undefined || !NUMBER.test(text)) {
    throw new FormRefusedError(400, "What this form is about cannot be told from it.");
  }
  return Number(text);
}

/** The same where ids are UUIDs. */
export function formUuid(text: string | undefined): string {
  if (text === undefined || !UUID.test(text)) {
    throw new FormRefusedError(400, "What this form is about cannot be told from it.");
  }
  return text.toLowerCase();
}
