import { answeringPrivately } from "@/components/answers/answering-privately";
import { RunPage } from "@/features/feeds-admin/components/run-page";
import { runPath } from "@/features/feeds-admin/model/paths";
import { feed, run } from "@/features/feeds-admin/queries";
import { pageId } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ params }: PageProps<"/admin/runs/[id]">) => {
  const id = pageId((await params).id);
  const shown = await run(id);
  const itsFeed = await feed(shown.feed_id);
  const said = await takeFlash(runPath(id));
  return <RunPage run={shown} feed={itsFeed} said={said} zone={siteSettings().timezone} />;
});
