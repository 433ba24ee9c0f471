import { headers } from "next/headers";
import { siteSettings } from "@/lib/site-settings";
import type { CalendarEvent, Occurrence } from "../model/calendar-types";
import { eventJsonLd, toScriptText } from "../model/event-json-ld";

interface EventJsonLdProps {
  event: CalendarEvent;
  occurrences: readonly Occurrence[];
}

/** The dates again, for machines. */
export async function EventJsonLd({ event, occurrences }: EventJsonLdProps) {
  const nonce = (await headers()).get("X-Nonce") ?? "";
  const site = siteSettings();
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: toScriptText escapes every "<", and as a text child React would escape the quotes.
      dangerouslySetInnerHTML={{
        __html: toScriptText(occurrences.map((one) => eventJsonLd(event, one, site))),
      }}
    />
  );
}
