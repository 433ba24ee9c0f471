import { permanentRedirect } from "next/navigation";
import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { requireEvents } from "@/features/events/components/require-events";
import { VenuePage } from "@/features/events/components/venue-page";
import type { VenueDetail } from "@/features/events/model/calendar-types";
import { decodeSegment, isPlausibleSlug } from "@/features/events/model/event-segment";
import { feedAlternates, feedLinks } from "@/features/events/model/feed-links";
import { addDays } from "@/features/events/model/local-date";
import { venuePath } from "@/features/events/model/paths";
import { occurrencesAtVenue, venueBySlug } from "@/features/events/queries";
import { NotHereError } from "@/lib/not-here";
import { siteSettings } from "@/lib/site-settings";

const DAYS_SHOWN = 60;

export default answering(async ({ params }: PageProps<"/venues/[slug]">) => {
  requireEvents();
  const slug = decodeSegment((await params).slug);
  const venue = await venueOf(slug);
  if (venue.slug !== slug) {
    permanentRedirect(venuePath(venue));
  }
  const clock = calendarClock();
  const end = addDays(clock.today, DAYS_SHOWN - 1) ?? clock.today;
  const occurrences = await occurrencesAtVenue(venue.slug, clock.today, end);
  const feeds = feedLinks(siteSettings().url, {
    category: null,
    venue: venue.slug,
    isFreeOnly: false,
  });
  return (
    <>
      <PageHead
        title={venue.name}
        description={`What is on at ${[venue.name, venue.address].filter(Boolean).join(", ")}.`}
        canonicalPath={venuePath(venue)}
        alternates={feedAlternates(feeds, venue.name)}
      />
      <VenuePage venue={venue} occurrences={occurrences} clock={clock} feeds={feeds} />
    </>
  );
});

/** Throws NotHereError when no venue has this slug. */
async function venueOf(slug: string | null): Promise<VenueDetail> {
  const venue = slug !== null && isPlausibleSlug(slug) ? await venueBySlug(slug) : null;
  if (venue === null) {
    throw new NotHereError("No venue has this address. It may go by another name now.");
  }
  return venue;
}
