import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { requireEvents } from "@/features/events/components/require-events";
import { VenueDirectory } from "@/features/events/components/venue-directory";
import { allVenues } from "@/features/events/queries";

export default answering(async () => {
  requireEvents();
  const venues = await allVenues();
  return (
    <>
      <PageHead
        title="Venues"
        description="All places where something is on, by part of town, each with its coming events."
        canonicalPath="/venues"
      />
      <VenueDirectory venues={venues} />
    </>
  );
});
