import { answeringPrivately } from "@/components/answers/answering-privately";
import { VenuePage } from "@/features/curation/components/venue-page";
import { venuePath } from "@/features/curation/model/paths";
import { managedVenue, managedVenues, names, venues } from "@/features/curation/queries";
import { pageId } from "@/lib/address-ids";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(
  async ({ params, searchParams }: PageProps<"/admin/venues/[id]">) => {
    const id = pageId((await params).id);
    const search = textOf((await searchParams).into);
    const [venue, allVenues, allNames, found] = await Promise.all([
      managedVenue(id),
      venues(),
      names(),
      search === "" ? [] : managedVenues({ search }).then((it) => it.venues),
    ]);
    return (
      <VenuePage
        venue={venue}
        venues={allVenues}
        names={allNames}
        other={{ search, found }}
        said={await takeFlash(venuePath(id))}
        zone={siteSettings().timezone}
      />
    );
  },
);
