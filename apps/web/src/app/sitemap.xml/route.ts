import { calendarClock } from "@/features/events/components/calendar-clock";
import { addDays, daysFrom } from "@/features/events/model/local-date";
import { dayPath, eventPath, SOURCES, SUBMIT, venuePath } from "@/features/events/model/paths";
import { allVenues, upcomingEvents } from "@/features/events/queries";
import { ApiUnavailableError } from "@/lib/api-unavailable";
import { siteSettings } from "@/lib/site-settings";

export const dynamic = "force-dynamic";

const DAYS_LISTED = 30;

/** Home, the coming days, the venues and the events of the next three months. */
export async function GET(): Promise<Response> {
  try {
    return new Response(sitemapOf(await allPaths()), {
      headers: { "Content-Type": "application/xml; charset=utf-8" },
    });
  } catch (error) {
    if (!(error instanceof ApiUnavailableError)) {
      throw error;
    }
    return new Response("The calendar is unavailable right now.\n", {
      status: 503,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "30" },
    });
  }
}

async function allPaths(): Promise<string[]> {
  if (!siteSettings().features.has("events")) {
    return ["/"];
  }
  const { today } = calendarClock();
  const [venues, events] = await Promise.all([
    allVenues(),
    upcomingEvents(today, addDays(today, 90) ?? today),
  ]);
  return [
    "/",
    "/venues",
    SOURCES,
    SUBMIT,
    ...daysFrom(today, DAYS_LISTED).map(dayPath),
    ...venues.map(venuePath),
    ...events.map(eventPath),
  ];
}

function sitemapOf(paths: readonly string[]): string {
  const { url } = siteSettings();
  const entries = paths.map((path) => `  <url><loc>${escapeXml(url + path)}</loc></url>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    "</urlset>\n",
  ].join("\n");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
