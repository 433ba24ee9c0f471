import { deflateRawSync, inflateRawSync } from "node:zlib";

/*
 * What was typed into a long form, kept by its sender's own browser until the form is done: more
 * than a flash holds. Compressed, and spread over cookies that only the form's pages are sent.
 */

export type Draft = Readonly<Record<string, string>>;

/** Where a draft is kept: under a name of its own, for the pages below a path. */
export interface DraftPlace {
  name: string;
  path: string;
}

const SECONDS_KEPT = 3_600;
/** A browser keeps a cookie of 4096 bytes, its name and attributes included. */
const LONGEST_VALUE = 3_500;
/** All of a request's headers must stay below the 16 KB that Node reads. */
const COOKIES = 3;
const LONGEST_READ = 128 * 1024;

interface Options {
  isSecure: boolean;
}

/**
 * The Set-Cookie lines that keep `draft`, and the names of the values that were given up because
 * all of it is more than cookies hold; the longest goes first.
 */
export function draftCookies(
  place: DraftPlace,
  draft: Draft,
  options: Options,
): { lines: string[]; lost: string[] } {
  const kept = new Map(Object.entries(draft).filter(([, value]) => value !== ""));
  const lost: string[] = [];
  let text = encode(kept);
  while (text.length > LONGEST_VALUE * COOKIES) {
    const longest = [...kept].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
    kept.delete(longest);
    lost.push(longest);
    text = encode(kept);
  }
  const lines = Array.from({ length: COOKIES }, (_, index) => {
    const part = text.slice(index * LONGEST_VALUE, (index + 1) * LONGEST_VALUE);
    return cookie(place, index, part, options);
  });
  return { lines, lost };
}

/** The Set-Cookie lines that take it away again. */
export function clearedDraftCookies(place: DraftPlace, options: Options): string[] {
  return Array.from({ length: COOKIES }, (_, index) => cookie(place, index, "", options));
}

/** Reads what `draftCookies` wrote; whatever else a browser sends under those names is nothing. */
export function readDraft(
  { name }: Pick<DraftPlace, "name">,
  cookieOf: (cookieName: string) => string | undefined,
): Draft | null {
  const text = Array.from({ length: COOKIES }, (_, index) =>
    cookieOf(cookieName(name, index)),
  ).join("");
  if (text === "") {
    return null;
  }
  try {
    const raw = inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: LONGEST_READ });
    return textsOf(JSON.parse(raw.toString("utf-8")));
  } catch {
    return null;
  }
}

function encode(values: ReadonlyMap<string, string>): string {
  return deflateRawSync(JSON.stringify(Object.fromEntries(values))).toString("base64url");
}

function cookieName(name: string, index: number): string {
  return `srq_draft_${name}_${index}`;
}

function cookie({ name, path }: DraftPlace, index: number, value: string, { isSecure }: Options) {
  const maxAge = value === "" ? 0 : SECONDS_KEPT;
  const secure = isSecure ? "; Secure" : "";
  return `${cookieName(name, index)}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

function textsOf(read: unknown): Draft | null {
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    return null;
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value === "string"));
}
