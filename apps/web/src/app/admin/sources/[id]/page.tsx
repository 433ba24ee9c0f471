import { answeringPrivately } from "@/components/answers/answering-privately";
import { SourcePage } from "@/features/feeds-admin/components/source-page";
import { sourcePath } from "@/features/feeds-admin/model/paths";
import { feeds, source } from "@/features/feeds-admin/queries";
import { pageId } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async ({ params }: PageProps<"/admin/sources/[id]">) => {
  const id = pageId((await params).id);
  const [shown, allFeeds] = await Promise.all([source(id), feeds()]);
  return (
    <SourcePage
      source={shown}
      feeds={allFeeds.filter(({ source_id }) => source_id === id)}
      said={await takeFlash(sourcePath(id))}
    />
  );
});
