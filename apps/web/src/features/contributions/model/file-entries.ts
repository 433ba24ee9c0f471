import { type Entry, entryOf } from "./entry";

const MOST = 20;
/** So that twenty fit; a description that was cut is one that its sender can complete. */
const LONGEST_DESCRIPTION = 300;

/** Several entries as one record of texts. */
export function fileEntries(entries: readonly Entry[]): Record<string, string> {
  return Object.fromEntries(
    entries.slice(0, MOST).map((entry, index) => {
      const shortened = { ...entry, description: entry.description.slice(0, LONGEST_DESCRIPTION) };
      const filled = Object.entries(shortened).filter(([, text]) => text !== "");
      return [`event_${index}`, JSON.stringify(Object.fromEntries(filled))];
    }),
  );
}

/** Reads what `fileEntries` wrote; what else it is given is none. */
export function entriesOfFile(texts: Readonly<Record<string, string>> | null): Entry[] {
  return Object.values(texts ?? {}).flatMap((text) => {
    try {
      return [entryOf(JSON.parse(text))];
    } catch {
      return [];
    }
  });
}
