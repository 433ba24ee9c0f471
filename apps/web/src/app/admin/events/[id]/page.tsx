import { answeringPrivately } from "@/components/answers/answering-privately";
import { EventPage } from "@/features/curation/components/event-page";
import { eventPath } from "@/features/curation/model/paths";
import { categories, foundEvents, names, trace, venues } from "@/features/curation/queries";
import { pageId } from "@/lib/address-ids";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

/** An event is one of few that are alike, or its number is known. */
const MOST_FOUND = 8;

export default answeringPrivately(
  async ({ params, searchParams }: PageProps<"/admin/events/[id]">) => {
    const id = pageId((await params).id);
    const search = textOf((await searchParams).into);
    const [traced, allVenues, allCategories, allNames, found] = await Promise.all([
      trace(id),
      venues(),
      categories(),
      names(),
      search === "" ? [] : foundEvents({ search, limit: MOST_FOUND }).then((it) => it.events),
    ]);
    return (
      <EventPage
        trace={traced}
        venues={allVenues}
        categories={allCategories}
        names={allNames}
        other={{ search, found }}
        said={await takeFlash(eventPath(id))}
        zone={siteSettings().timezone}
      />
    );
  },
);
