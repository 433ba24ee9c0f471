import type { Check, FailedJob, Operations, State, Subject } from "./types";

interface Shown {
  label: string;
  kind: "good" | "notice" | "alert";
}

const STATES: Readonly<Record<State, Shown>> = {
  fine: { label: "Fine", kind: "good" },
  look: { label: "Look at it", kind: "notice" },
  act: { label: "Act now", kind: "alert" },
};

export function stateWords(state: State): Shown {
  return STATES[state];
}

const SUBJECTS: readonly { subject: Subject; title: string }[] = [
  { subject: "system", title: "System" },
  { subject: "work", title: "Work" },
  { subject: "safety", title: "Backups and disk" },
];

const WORST_FIRST: readonly State[] = ["act", "look", "fine"];

/** The checks by what they are about, the worst first; a subject without any is left out. */
export function bySubject(checks: readonly Check[]) {
  return SUBJECTS.map(({ subject, title }) => ({
    subject,
    title,
    checks: WORST_FIRST.flatMap((state) =>
      checks.filter((check) => check.subject === subject && check.state === state),
    ),
  })).filter((group) => group.checks.length > 0);
}

/** What the page says first: how many things call for somebody, or that none does. */
export function summary({ checks }: Pick<Operations, "checks">): string {
  const urgent = checks.filter(({ state }) => state === "act").length;
  const others = checks.filter(({ state }) => state === "look").length;
  if (urgent === 0 && others === 0) {
    return "Everything that was looked at is fine.";
  }
  const parts = [
    ...(urgent === 0 ? [] : [`${things(urgent)} for action now`]),
    ...(others === 0 ? [] : [`${things(others)} for a look`]),
  ];
  return `${parts.join(", and ")}.`;
}

function things(count: number): string {
  return count === 1 ? "1 thing calls" : `${count} things call`;
}

export function attemptsWords({ attempts }: Pick<FailedJob, "attempts">): string {
  return attempts === 1 ? "tried once" : `tried ${attempts} times`;
}

/** Why a job failed; nobody was left to tell where its worker died of it. */
export function failureWords({ error }: Pick<FailedJob, "error">): string {
  return error ?? "Its worker ended before it could say why.";
}
