/** What the API's fields are called in the form. */
const FORM_FIELDS: Readonly<Record<string, string>> = { start: "start_date", end: "end_date" };
/** "start: This lies in the past." */
const NAMED = /^(\w+): (.+)$/s;

interface Problem {
  code?: unknown;
  detail?: unknown;
  errors?: unknown;
}

/**
 * A problem document of the API (RFC 9457) with its complaints under the names of the form's
 * fields. Some refusals name the field in their sentence alone.
 */
export function entryProblem(problem: unknown): unknown {
  const { code, detail, errors } = (problem ?? {}) as Problem;
  const named = typeof detail === "string" ? NAMED.exec(detail) : null;
  if (code === "invalid_submission" && named !== null) {
    return { code, detail, errors: [{ location: [formField(named[1])], message: named[2] }] };
  }
  return Array.isArray(errors) ? { code, detail, errors: errors.map(underFormField) } : problem;
}

function underFormField(error: unknown): unknown {
  const { location, message } = (error ?? {}) as { location?: unknown; message?: unknown };
  // One of several categories is complained of by its number: ["body", "categories", 0].
  const names = (Array.isArray(location) ? location : []).filter(
    (part) => typeof part === "string",
  );
  return { location: [formField(names.at(-1))], message };
}

function formField(name: string | undefined): string {
  return FORM_FIELDS[name ?? ""] ?? name ?? "";
}
