import { answeringPrivately } from "@/components/answers/answering-privately";
import { ConfirmPage } from "@/components/ui/confirm-page";
import { counted, feedName } from "@/features/feeds-admin/model/feed-words";
import { feedPath, removeFeedPath } from "@/features/feeds-admin/model/paths";
import { feed } from "@/features/feeds-admin/queries";
import { pageId } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async ({ params }: PageProps<"/admin/feeds/[id]/remove">) => {
  const id = pageId((await params).id);
  const shown = await feed(id);
  return (
    <ConfirmPage
      title={`Remove ${feedName(shown)}`}
      action={`${removeFeedPath(id)}/submit`}
      submitLabel="Remove this feed"
      back={{ href: feedPath(id), label: feedName(shown) }}
      said={await takeFlash(removeFeedPath(id))}
    >
      <p>
        It is read no more, and its {counted(shown.upcoming_count, "date")} to come leave the
        calendar, unless another feed names them too. What it said of the past is kept. Adding the
        same address again brings it back.
      </p>
    </ConfirmPage>
  );
});
