import { answeringPrivately } from "@/components/answers/answering-privately";
import { AddVenuePage } from "@/features/curation/components/venue-page";
import { ADD_VENUE } from "@/features/curation/model/paths";
import { managedVenues, venues } from "@/features/curation/queries";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async () => {
  // The curators' list is asked only so that those who may not add one are told so here already.
  const [allVenues] = await Promise.all([venues(), managedVenues({ search: "" })]);
  return <AddVenuePage venues={allVenues} said={await takeFlash(ADD_VENUE)} />;
});
