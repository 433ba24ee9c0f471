import "server-only";

import { formId, formUuid } from "@/lib/address-ids";
import { FormRefusedError } from "@/lib/form-fields";
import type { RefusalWords } from "@/lib/refusal";
import type { Done, Place } from "@/lib/submitting";
import { ADAPTERS, SOURCE_KINDS } from "./model/feed-words";
import type { AdapterName, SourceKind } from "./model/types";

/* What the forms about sources and feeds have in common. */

export const FEED_WORDS: RefusalWords = {
  messages: {
    feed_unknown: "This feed was removed in the meantime.",
    body_forgotten: "What this run read is no longer kept, so it cannot be replayed.",
  },
  fieldMessages: {
    feed_exists: ["url", "There is a feed with this address already."],
    source_exists: ["name", "There is a source of this name already."],
    invalid_feed: ["url", "This is no address of the web that a feed could be read from."],
  },
};

export const SETTINGS_FIELDS = [
  "url",
  "adapter",
  "name",
  "zone",
  "venue_id",
  "interval_minutes",
] as const;

/** The page whose path the address of a handler names by its id. */
export function at(path: (id: string) => string): (place: Place) => string {
  return ({ id = "" }) => path(id);
}

/** Told in the head of that page, whichever form it was. */
export function saidAt(to: string, message: string): Done {
  return { to, form: "page", message };
}

export function settingsOf({
  name = "",
  zone = "",
  venue_id = "",
  interval_minutes = "",
}: Readonly<Partial<Record<(typeof SETTINGS_FIELDS)[number], string>>>) {
  return {
    name: textOrNull(name),
    zone: textOrNull(zone),
    venue_id: venue_id === "" ? null : formId(venue_id),
    interval_minutes: formId(interval_minutes),
  };
}

/** People type "example.org"; what has a scheme is left as it is. */
export function webAddress(text: string): string {
  const address = text.trim();
  return address === "" || /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}

export function isUploaded(adapter: string): boolean {
  return adapter === "csv" || adapter === "xlsx";
}

export function adapterOf(text: string | undefined): AdapterName {
  const known = ADAPTERS.find(({ value }) => value === text)?.value;
  if (known === undefined && text !== "xlsx") {
    throw new FormRefusedError(400, "This kind of feed does not exist.");
  }
  return known ?? "xlsx";
}

export function isKind(text: string): text is SourceKind {
  return SOURCE_KINDS.some(({ value }) => value === text);
}

export function kindOf(text: string): SourceKind {
  if (!isKind(text)) {
    throw new FormRefusedError(400, "This kind of source does not exist.");
  }
  return text;
}

export function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

/** The id that the API gave to what was asked for. */
export function idOf(data: unknown): string {
  return formUuid((data as { id?: string } | undefined)?.id);
}

export function numberOf(data: unknown): number {
  return formId(String((data as { id?: number } | undefined)?.id));
}
