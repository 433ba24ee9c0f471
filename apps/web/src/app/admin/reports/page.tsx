import { answeringPrivately } from "@/components/answers/answering-privately";
import { ReportList } from "@/features/curation/components/report-list";
import { REPORTS } from "@/features/curation/model/paths";
import { reportStateOf } from "@/features/curation/model/submission-words";
import { reports } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/reports">) => {
  const parameters = await searchParams;
  const slice = { state: textOf(parameters.state), before: textOf(parameters.before) };
  const page = await reports({ ...slice, state: reportStateOf(slice.state) });
  const said = await takeFlash(REPORTS);
  return <ReportList page={page} slice={slice} said={said} zone={siteSettings().timezone} />;
});
