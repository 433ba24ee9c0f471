import { spaced } from "./feed-words";
import type { Run } from "./types";

interface StatusWords {
  label: string;
  kind: "good" | "alert" | "notice" | "plain";
}

const STATUS: Readonly<Record<Run["status"], StatusWords>> = {
  complete: { label: "Complete", kind: "good" },
  unchanged: { label: "Nothing new", kind: "plain" },
  partial: { label: "Cut off", kind: "notice" },
  halved: { label: "Suddenly less", kind: "notice" },
  failed: { label: "Failed", kind: "alert" },
};

export function statusWords(status: Run["status"]): StatusWords {
  return STATUS[status];
}

const TRIGGERS: Readonly<Record<string, string>> = {
  schedule: "on time",
  hand: "by hand",
  import: "imported",
  replay: "replayed",
  submission: "submitted",
};

export function triggerWords(trigger: string): string {
  return TRIGGERS[trigger] ?? spaced(trigger).toLowerCase();
}

/** How many dates a run found, and what it did with them. */
export const COUNTS = [
  { key: "found_count", label: "Found" },
  { key: "new_count", label: "New" },
  { key: "changed_count", label: "Changed" },
  { key: "missing_count", label: "Missing" },
  { key: "removed_count", label: "Removed" },
  { key: "skipped_count", label: "Skipped" },
] as const satisfies readonly { key: keyof Run; label: string }[];

/** "1.2 MB"; empty where nothing was received. */
export function sizeWords(bytes: number): string {
  if (bytes === 0) {
    return "";
  }
  if (bytes < 1_000) {
    return `${bytes} bytes`;
  }
  return bytes < 1_000_000
    ? `${Math.round(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Seconds that a run took, told as such or in milliseconds. */
export function durationWords({ started_at, finished_at }: Run): string {
  const milliseconds = Date.parse(finished_at) - Date.parse(started_at);
  if (!(milliseconds >= 0)) {
    return "";
  }
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
