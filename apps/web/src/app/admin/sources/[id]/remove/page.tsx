import { answeringPrivately } from "@/components/answers/answering-privately";
import { ConfirmPage } from "@/components/ui/confirm-page";
import { counted } from "@/features/feeds-admin/model/feed-words";
import { removeSourcePath, sourcePath } from "@/features/feeds-admin/model/paths";
import { source } from "@/features/feeds-admin/queries";
import { pageId } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async ({ params }: PageProps<"/admin/sources/[id]/remove">) => {
  const id = pageId((await params).id);
  const shown = await source(id);
  return (
    <ConfirmPage
      title={`Remove the feeds of ${shown.name}`}
      action={`${removeSourcePath(id)}/submit`}
      submitLabel="Remove its feeds"
      back={{ href: sourcePath(id), label: shown.name }}
      said={await takeFlash(removeSourcePath(id))}
    >
      <p>
        {counted(shown.feed_count, "feed")} of this source: none is read any more, and what they say
        of the time to come leaves the calendar. What they said of the past is kept.
      </p>
    </ConfirmPage>
  );
});
