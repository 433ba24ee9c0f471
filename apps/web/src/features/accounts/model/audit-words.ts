export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

type Values = Readonly<Record<string, unknown>> | null;

/** "account.role_changed" → "Account: role changed"; any action that the API will ever name. */
export function actionWords(action: string): string {
  const [area = "", ...rest] = action.split(".");
  const words = rest.length === 0 ? spaced(area) : `${spaced(area)}: ${spaced(rest.join(" "))}`;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What an entry says was changed, by name; what stayed as it was is left out. */
export function changesOf(before: Values, after: Values): Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .map((name) => ({
      name: spaced(name),
      before: valueWords(before?.[name]),
      after: valueWords(after?.[name]),
    }))
    .filter((change) => change.before !== change.after);
}

function valueWords(value: unknown): string | null {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function spaced(name: string): string {
  return name.replaceAll(/[_.]+/g, " ");
}
