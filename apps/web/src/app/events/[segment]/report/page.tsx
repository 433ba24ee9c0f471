import { permanentRedirect } from "next/navigation";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { ReportPage } from "@/features/contributions/components/report-page";
import { keptDraft, typedReport } from "@/features/contributions/kept";
import { formToken } from "@/features/contributions/queries";
import { requireEvents } from "@/features/events/components/require-events";
import { decodeSegment } from "@/features/events/model/event-segment";
import { reportPath } from "@/features/events/model/paths";
import { eventOfSegment } from "@/features/events/queries";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async ({ params }: PageProps<"/events/[segment]/report">) => {
  requireEvents();
  const segment = decodeSegment((await params).segment);
  const { event } = await eventOfSegment(segment);
  if (event.canonical_segment !== segment) {
    permanentRedirect(reportPath(event));
  }
  const typed = await keptDraft(typedReport(segment));
  const token = typed?.form_token || (await formToken());
  const said = await takeFlash(reportPath(event));
  return <ReportPage event={event} typed={typed} said={said} formToken={token} />;
});
