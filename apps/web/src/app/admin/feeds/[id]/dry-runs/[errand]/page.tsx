import { answeringPrivately } from "@/components/answers/answering-privately";
import { Candidates } from "@/features/feeds-admin/components/candidates";
import { ErrandPage } from "@/features/feeds-admin/components/errand-page";
import { candidatesOf } from "@/features/feeds-admin/model/candidates";
import { feedName } from "@/features/feeds-admin/model/feed-words";
import { dryRunPath, feedPath } from "@/features/feeds-admin/model/paths";
import { dryRun, feed } from "@/features/feeds-admin/queries";
import { pageId, pageUuid } from "@/lib/address-ids";
import { lookAgain } from "@/lib/look-again";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(
  async ({ params, searchParams }: PageProps<"/admin/feeds/[id]/dry-runs/[errand]">) => {
    const parts = await params;
    const id = pageId(parts.id);
    const errandId = pageUuid(parts.errand);
    const [tried, errand] = await Promise.all([feed(id), dryRun(errandId)]);
    return (
      <ErrandPage
        errand={errand}
        title="What a reading would do now"
        back={{ href: feedPath(id), label: feedName(tried) }}
        path={dryRunPath(id, errandId)}
        isLookingByItself={lookAgain(errand.state === "waiting", (await searchParams).by)}
      >
        <Candidates
          candidates={candidatesOf(errand.result)}
          look={null}
          zone={siteSettings().timezone}
        />
      </ErrandPage>
    );
  },
);
