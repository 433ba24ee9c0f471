import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { requireEvents } from "@/features/events/components/require-events";
import { SourceList } from "@/features/events/components/source-list";
import { SOURCES } from "@/features/events/model/paths";
import { allSources } from "@/features/events/queries";

export default answering(async () => {
  requireEvents();
  const sources = await allSources();
  return (
    <>
      <PageHead
        title="Where events come from"
        description="Whose calendars are gathered here, and how well each of them can be read."
        canonicalPath={SOURCES}
      />
      <SourceList sources={sources} clock={calendarClock()} />
    </>
  );
});
