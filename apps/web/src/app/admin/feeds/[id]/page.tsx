import { answeringPrivately } from "@/components/answers/answering-privately";
import { FeedPage } from "@/features/feeds-admin/components/feed-page";
import { feedPath } from "@/features/feeds-admin/model/paths";
import { feed, runs, venues } from "@/features/feeds-admin/queries";
import { pageId } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ params }: PageProps<"/admin/feeds/[id]">) => {
  const id = pageId((await params).id);
  const [shown, itsRuns, allVenues] = await Promise.all([feed(id), runs(id), venues()]);
  return (
    <FeedPage
      feed={shown}
      runs={itsRuns}
      venues={allVenues}
      said={await takeFlash(feedPath(id))}
      zone={siteSettings().timezone}
    />
  );
});
