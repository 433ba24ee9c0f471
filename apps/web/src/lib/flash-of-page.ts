import "server-only";

import { cookies } from "next/headers";
import { addResponseCookie, setResponseStatus } from "./current-response";
import { clearedFlashCookie, type Flash, flashCookieName, readFlash } from "./flash";
import { siteSettings } from "./site-settings";

/** What the page at this path has to say once. It answers with the status that goes with it. */
export async function takeFlash(page: string): Promise<Flash | null> {
  const kept = (await cookies()).get(flashCookieName(page));
  if (kept === undefined) {
    return null;
  }
  addResponseCookie(
    clearedFlashCookie(page, { isSecure: siteSettings().url.startsWith("https:") }),
  );
  const flash = readFlash(kept.value);
  if (flash !== null) {
    setResponseStatus(flash.status);
  }
  return flash;
}
