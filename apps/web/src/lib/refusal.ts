/** Why the API did not do what a form asked for, in words for the one who sent it. */
export interface Refusal {
  status: number;
  message: string;
  /** By the name of the form's field. */
  fieldMessages: Record<string, string>;
}

interface Refused {
  status: number;
  /** The problem document (RFC 9457), or whatever else was answered. */
  problem: unknown;
  /** Seconds, from the header Retry-After. */
  retryAfter: string | null;
}

interface Problem {
  code?: unknown;
  detail?: unknown;
  errors?: unknown;
}

const LOOK_AT_FIELDS = "Please look again at what is marked below.";
const UNKNOWN = "That did not work, and nothing was changed. Please try again.";

/** What forms of one kind say to refusals that they know, by the code of the problem. */
export interface RefusalWords {
  /** Sentences that help more on a form than the API's own. */
  messages: Readonly<Record<string, string>>;
  /** Refusals that are about one field, and what to say there. */
  fieldMessages: Readonly<Record<string, readonly [field: string, message: string]>>;
  /** Refusals whose sentence begins with the field that it is about: "start: …". */
  namingFields?: readonly string[];
}

const NO_WORDS: RefusalWords = { messages: {}, fieldMessages: {} };

/** Puts a refusal of the API into the words of a form that has these fields. */
export function refusalOf(
  refused: Refused,
  fields: readonly string[],
  words: RefusalWords = NO_WORDS,
): Refusal {
  const { status, retryAfter } = refused;
  const problem = (refused.problem ?? {}) as Problem;
  const code = typeof problem.code === "string" ? problem.code : "";
  const known = words.fieldMessages[code] ?? fieldNamedIn(problem, code, words);
  const fieldMessages = fieldMessagesOf(known, problem, fields);
  if (Object.keys(fieldMessages).length > 0) {
    return { status, message: LOOK_AT_FIELDS, fieldMessages };
  }
  const message =
    status === 429
      ? `That was tried too often. Please wait ${waitInWords(retryAfter)} and try again.`
      : (words.messages[code] ?? sentenceOf(problem) ?? UNKNOWN);
  return { status, message, fieldMessages };
}

function fieldNamedIn(
  { detail }: Problem,
  code: string,
  { namingFields = [] }: RefusalWords,
): readonly [field: string, message: string] | undefined {
  const named = typeof detail === "string" ? /^(\w+): (.+)$/s.exec(detail) : null;
  return namingFields.includes(code) && named !== null
    ? [named[1] ?? "", named[2] ?? ""]
    : undefined;
}

function fieldMessagesOf(
  known: readonly [field: string, message: string] | undefined,
  problem: Problem,
  fields: readonly string[],
): Record<string, string> {
  if (known !== undefined && fields.includes(known[0])) {
    return { [known[0]]: known[1] };
  }
  return Object.fromEntries(
    invalidValues(problem)
      .filter(({ field }) => fields.includes(field))
      .map(({ field, message }) => [field, message])
      // Of several messages about a field the first one counts.
      .reverse(),
  );
}

function invalidValues({ errors }: Problem): { field: string; message: string }[] {
  return (Array.isArray(errors) ? errors : []).flatMap((error: unknown) => {
    const { location, message } = (error ?? {}) as { location?: unknown; message?: unknown };
    return Array.isArray(location) && typeof message === "string"
      ? [{ field: String(location.at(-1)), message }]
      : [];
  });
}

/** What the API says of a value that the form has no field for, else of the whole. */
function sentenceOf(problem: Problem): string | null {
  const [first] = invalidValues(problem);
  const sentence = first?.message ?? problem.detail;
  return typeof sentence === "string" && sentence !== "" ? sentence : null;
}

function waitInWords(retryAfter: string | null): string {
  const seconds = Number(retryAfter);
  if (!retryAfter || !(seconds > 0)) {
    return "a while";
  }
  if (seconds < 60) {
    return seconds === 1 ? "a second" : `${Math.ceil(seconds)} seconds`;
  }
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) {
    return `${Math.ceil(minutes / 60)} hours`;
  }
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
