import { redirect } from "next/navigation";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { OwnSubmission } from "@/features/contributions/components/own-submission";
import { changedEntry, keptDraft, keptToken, tokenLines } from "@/features/contributions/kept";
import { entryOf, entryOfContent } from "@/features/contributions/model/entry";
import { isSubmissionId, submissionPath } from "@/features/contributions/model/paths";
import { allCategories, submissionOf } from "@/features/contributions/queries";
import { requireEvents } from "@/features/events/components/require-events";
import { textOf } from "@/lib/address-text";
import { addResponseCookie } from "@/lib/current-response";
import { takeFlash } from "@/lib/flash-of-page";
import { NotHereError } from "@/lib/not-here";
import { siteSettings } from "@/lib/site-settings";
import { zonePlace } from "@/lib/zone-place";

export default answeringPrivately(async ({ params, searchParams }: PageProps<"/submit/[id]">) => {
  requireEvents();
  const { id } = await params;
  if (!isSubmissionId(id)) {
    throw new NotHereError("No submission has this address. Please open your link again.");
  }
  const page = submissionPath(id);
  const token = textOf((await searchParams).token);
  if (token !== "") {
    // Out of the address at once, so that neither a history nor a page that is linked keeps it.
    for (const line of tokenLines(id, token)) {
      addResponseCookie(line);
    }
    redirect(page);
  }
  const [submission, categories] = await Promise.all([
    submissionOf(id, await keptToken()),
    allCategories(),
  ]);
  const said = await takeFlash(page);
  const typed = await keptDraft(changedEntry(id));
  return (
    <OwnSubmission
      submission={submission}
      entry={
        typed === null
          ? entryOfContent(submission.content, submission.contact_email)
          : entryOf(typed)
      }
      said={said}
      categories={categories}
      place={zonePlace(siteSettings().timezone)}
    />
  );
});
