import { answeringPrivately } from "@/components/answers/answering-privately";
import { FeedList } from "@/features/feeds-admin/components/feed-list";
import { FEEDS } from "@/features/feeds-admin/model/paths";
import { feeds, sources } from "@/features/feeds-admin/queries";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => {
  const [allSources, allFeeds] = await Promise.all([sources(), feeds()]);
  const said = await takeFlash(FEEDS);
  return (
    <FeedList sources={allSources} feeds={allFeeds} said={said} zone={siteSettings().timezone} />
  );
});
