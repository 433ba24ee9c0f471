import { answeringPrivately } from "@/components/answers/answering-privately";
import { DuplicateList } from "@/features/curation/components/duplicate-list";
import { DUPLICATES } from "@/features/curation/model/paths";
import { duplicates } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/duplicates">) => {
  const offset = textOf((await searchParams).offset);
  const page = await duplicates(offset);
  const said = await takeFlash(DUPLICATES);
  return <DuplicateList page={page} offset={offset} said={said} zone={siteSettings().timezone} />;
});
