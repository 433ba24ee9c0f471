import { answeringPrivately } from "@/components/answers/answering-privately";
import { VenueList } from "@/features/curation/components/venue-list";
import { managedVenues } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/venues">) => {
  const parameters = await searchParams;
  const slice = { search: textOf(parameters.search), after: textOf(parameters.after) };
  return <VenueList page={await managedVenues(slice)} slice={slice} />;
});
