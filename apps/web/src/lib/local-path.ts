const ANYWHERE = "http://site.invalid";
const LONGEST = 2_000;

/**
 * `text` as a path of this site with its query, percent-encoded; else `fallback`. What a browser
 * would read as another site's address ("//host", "/\host", also once dots are resolved) is none.
 */
export function localPathOr(fallback: string, text: string | null | undefined): string {
  if (!text || text.length > LONGEST || !isLocal(text) || !URL.canParse(text, ANYWHERE)) {
    return fallback;
  }
  const { origin, pathname, search, hash } = new URL(text, ANYWHERE);
  const path = pathname + search + hash;
  return origin === ANYWHERE && isLocal(path) ? path : fallback;
}

function isLocal(path: string): boolean {
  return /^\/(?![/\\])\P{Cc}*$/u.test(path);
}
