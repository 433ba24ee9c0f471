/** A parameter of an address as text; empty where it is missing, too long or no plain text. */
export function textOf(value: string | string[] | undefined, { longest = 200 } = {}): string {
  const text = (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
  return text.length > longest || /\p{Cc}/u.test(text) ? "" : text;
}

/** `path` with the parameters that are not empty. */
export function addressOf(path: string, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== ""),
  ).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Far longer than a token in a mail's link is. */
export const LONGEST_TOKEN = 1_000;
