import { permanentRedirect } from "next/navigation";
import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { EventPage } from "@/features/events/components/event-page";
import { requireEvents } from "@/features/events/components/require-events";
import { decodeSegment } from "@/features/events/model/event-segment";
import { whenWords } from "@/features/events/model/occurrence-words";
import { eventPath } from "@/features/events/model/paths";
import { summaryOf } from "@/features/events/model/text-blocks";
import { eventOfSegment } from "@/features/events/queries";

export default answering(async ({ params }: PageProps<"/events/[segment]">) => {
  requireEvents();
  const segment = decodeSegment((await params).segment);
  const detail = await eventOfSegment(segment);
  if (detail.event.canonical_segment !== segment) {
    permanentRedirect(eventPath(detail.event));
  }
  const clock = calendarClock();
  const { event, next_occurrence: next } = detail;
  const when = whenWords(next, clock.zone, clock.today);
  const place = next.venue?.name ?? next.location_text;
  const facts = [when.days, when.hours, place].filter((fact) => fact !== null).join(", ");
  return (
    <>
      <PageHead
        title={event.title}
        description={summaryOf(`${facts}. ${event.description ?? ""}`, 200)}
        canonicalPath={eventPath(event)}
        kind="article"
      />
      <EventPage detail={detail} clock={clock} />
    </>
  );
});
