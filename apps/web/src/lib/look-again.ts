import { setResponseHeaders } from "./current-response";

const SECONDS = 3;

/**
 * Lets a page that still waits for something be asked for again by the browser itself, unless its
 * reader would rather do that by hand (`by` is "hand": WCAG 2.2.1). Says whether it will.
 */
export function lookAgain(isWaiting: boolean, by: string | string[] | undefined): boolean {
  const isByItself = isWaiting && by !== "hand";
  if (isByItself) {
    setResponseHeaders({ Refresh: String(SECONDS) });
  }
  return isByItself;
}
