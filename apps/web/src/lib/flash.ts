/*
 * What a page has to say once, about a form that was just sent. It waits in a cookie of that page
 * alone, because the answer to a form is a redirect (post, redirect, get) and pages keep no state.
 */

export interface Flash {
  /** Which of the page's forms this is about. */
  form: string;
  isRefused: boolean;
  /** With which the page answers. */
  status: number;
  message: string;
  /** What is wrong, by the name of the field. */
  fieldMessages: Readonly<Record<string, string>>;
  /** What was typed, by the name of the field; never a password. */
  values: Readonly<Record<string, string>>;
}

const SECONDS_KEPT = 60;
/** A browser keeps a cookie of 4096 bytes, its name and attributes included. */
const LONGEST_VALUE = 3_500;
const LONGEST_TEXT = 400;

/** The Set-Cookie line that leaves `flash` for the page at the path `page`. */
export function flashCookie(
  page: string,
  flash: Flash,
  { isSecure }: { isSecure: boolean },
): string {
  return cookie(page, encode(flash), SECONDS_KEPT, isSecure);
}

/** The Set-Cookie line that takes it away again. */
export function clearedFlashCookie(page: string, { isSecure }: { isSecure: boolean }): string {
  return cookie(page, "", 0, isSecure);
}

export function flashCookieName(page: string): string {
  return `srq_flash_${page.slice(1).replaceAll("/", "_")}`;
}

/** Reads what `flashCookie` wrote; whatever else a browser sends under that name is nothing. */
export function readFlash(value: string | undefined): Flash | null {
  if (!value || value.length > LONGEST_VALUE) {
    return null;
  }
  try {
    return toFlash(JSON.parse(Buffer.from(value, "base64url").toString("utf-8")));
  } catch {
    return null;
  }
}

function cookie(page: string, value: string, maxAge: number, isSecure: boolean): string {
  const secure = isSecure ? "; Secure" : "";
  return `${flashCookieName(page)}=${value}; Path=${page}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** What was typed goes first where all of it is too much, then what is wrong with it. */
function encode(flash: Flash): string {
  const shortened: Flash = {
    ...flash,
    message: flash.message.slice(0, LONGEST_TEXT),
    fieldMessages: shortenedTexts(flash.fieldMessages),
    values: shortenedTexts(flash.values),
  };
  const candidates = [
    shortened,
    { ...shortened, values: {} },
    { ...shortened, values: {}, fieldMessages: {} },
  ].map((candidate) => Buffer.from(JSON.stringify(candidate)).toString("base64url"));
  return candidates.find(({ length }) => length <= LONGEST_VALUE) ?? "";
}

function shortenedTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.slice(0, LONGEST_TEXT)]),
  );
}

function toFlash(read: unknown): Flash | null {
  const { form, isRefused, status, message, fieldMessages, values } = read as Flash;
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  return typeof form === "string" &&
    typeof isRefused === "boolean" &&
    isStatus &&
    typeof message === "string"
    ? {
        form,
        isRefused,
        status,
        message,
        fieldMessages: textsOf(fieldMessages),
        values: textsOf(values),
      }
    : null;
}

function textsOf(read: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(read ?? {}).filter(([, text]) => typeof text === "string"),
  );
}
