import { answeringPrivately } from "@/components/answers/answering-privately";
import { Candidates } from "@/features/feeds-admin/components/candidates";
import { ErrandPage } from "@/features/feeds-admin/components/errand-page";
import { candidatesOf } from "@/features/feeds-admin/model/candidates";
import { FIND_FEEDS, previewPath } from "@/features/feeds-admin/model/paths";
import { preview } from "@/features/feeds-admin/queries";
import { pageUuid } from "@/lib/address-ids";
import { lookAgain } from "@/lib/look-again";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(
  async ({ params, searchParams }: PageProps<"/admin/feeds/preview/[errand]">) => {
    const id = pageUuid((await params).errand);
    const errand = await preview(id);
    return (
      <ErrandPage
        errand={errand}
        title="What it would bring"
        back={{ href: FIND_FEEDS, label: "Find feeds" }}
        path={previewPath(id)}
        isLookingByItself={lookAgain(errand.state === "waiting", (await searchParams).by)}
      >
        <Candidates
          candidates={candidatesOf(errand.result)}
          look={{ looked: id }}
          zone={siteSettings().timezone}
        />
      </ErrandPage>
    );
  },
);
