import { answeringPrivately } from "@/components/answers/answering-privately";
import { DecisionsPage } from "@/features/curation/components/decisions-page";
import { DECISIONS } from "@/features/curation/model/paths";
import { decisions, names } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/decisions">) => {
  const before = textOf((await searchParams).before);
  const [page, allNames] = await Promise.all([decisions(before), names()]);
  return (
    <DecisionsPage
      page={page}
      names={allNames}
      before={before}
      said={await takeFlash(DECISIONS)}
      zone={siteSettings().timezone}
    />
  );
});
