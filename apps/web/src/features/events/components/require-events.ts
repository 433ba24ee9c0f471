import { NotHereError } from "@/lib/not-here";
import { siteSettings } from "@/lib/site-settings";

/** Throws NotHereError where FEATURES leaves the calendar out. */
export function requireEvents(): void {
  if (!siteSettings().features.has("events")) {
    throw new NotHereError("This site has no calendar of events.");
  }
}
