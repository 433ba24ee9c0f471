import { answeringPrivately } from "@/components/answers/answering-privately";
import { SubmissionPage } from "@/features/curation/components/submission-page";
import { submissionPath } from "@/features/curation/model/paths";
import { categories, submission } from "@/features/curation/queries";
import { pageUuid } from "@/lib/address-ids";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ params }: PageProps<"/admin/submissions/[id]">) => {
  const id = pageUuid((await params).id);
  const [shown, allCategories] = await Promise.all([submission(id), categories()]);
  return (
    <SubmissionPage
      submission={shown}
      categories={allCategories}
      said={await takeFlash(submissionPath(id))}
      zone={siteSettings().timezone}
    />
  );
});
