import type { Submission } from "./types";

/** How a submission stands, for its maker. */
export function stateWords({ state, published, refusal }: Submission): {
  title: string;
  sentence: string;
} {
  switch (state) {
    case "waiting":
      return published === null
        ? {
            title: "Waiting to be looked at",
            sentence: "Somebody looks at it before it is published. Until then you can change it.",
          }
        : {
            title: "Published; your change is waiting",
            sentence: "The calendar shows it as it was until somebody has looked at your change.",
          };
    case "published":
      return {
        title: "Published",
        sentence: "It is on the calendar. What you change is looked at before it shows.",
      };
    case "refused":
      return {
        title: "Not published",
        sentence: `The reason: ${refusal ?? "none was given"}. You can change it and send it again.`,
      };
    case "withdrawn":
      return { title: "Withdrawn", sentence: "You took it back. It is not on the calendar." };
  }
}

export const REPORT_KINDS: readonly { value: string; label: string }[] = [
  { value: "wrong", label: "Time, place, price or text is wrong" },
  { value: "cancelled", label: "It is cancelled" },
  { value: "duplicate", label: "It is listed twice" },
  { value: "accessibility", label: "Something about accessibility" },
  { value: "inappropriate", label: "It does not belong here" },
  { value: "other", label: "Something else" },
];
