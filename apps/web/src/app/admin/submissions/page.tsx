import { answeringPrivately } from "@/components/answers/answering-privately";
import { SubmissionList } from "@/features/curation/components/submission-list";
import { submissionStateOf } from "@/features/curation/model/submission-words";
import { submissions } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/submissions">) => {
  const parameters = await searchParams;
  const slice = { state: textOf(parameters.state), before: textOf(parameters.before) };
  const page = await submissions({ ...slice, state: submissionStateOf(slice.state) });
  return <SubmissionList page={page} slice={slice} zone={siteSettings().timezone} />;
});
