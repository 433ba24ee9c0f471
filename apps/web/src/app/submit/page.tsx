import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { SubmitPage } from "@/features/contributions/components/submit-page";
import { WaitingPage } from "@/features/contributions/components/waiting-page";
import { keptDraft, NEW_ENTRY } from "@/features/contributions/kept";
import { entryOf } from "@/features/contributions/model/entry";
import { isSubmissionId, SUBMIT } from "@/features/contributions/model/paths";
import { foundOnPage } from "@/features/contributions/model/prefill-words";
import { allCategories, formToken, prefillAnswer } from "@/features/contributions/queries";
import { requireEvents } from "@/features/events/components/require-events";
import { textOf } from "@/lib/address-text";
import { setResponseHeaders } from "@/lib/current-response";
import { takeFlash } from "@/lib/flash-of-page";
import { lookAgain } from "@/lib/look-again";
import { siteSettings } from "@/lib/site-settings";
import { zonePlace } from "@/lib/zone-place";

export default answering(async ({ searchParams }: PageProps<"/submit">) => {
  requireEvents();
  // What somebody typed is nobody else's to keep.
  setResponseHeaders({ "Cache-Control": "no-store", "Referrer-Policy": "same-origin" });
  const parameters = await searchParams;
  const link = textOf(parameters.link);
  const answer = isSubmissionId(link) ? await prefillAnswer(link) : null;
  if (answer?.state === "waiting") {
    return <WaitingPage id={link} isLookingByItself={lookAgain(true, parameters.by)} />;
  }
  const typed = await keptDraft(NEW_ENTRY);
  const [categories, token] = await Promise.all([
    allCategories(),
    typed?.form_token || formToken(),
  ]);
  const said = await takeFlash(SUBMIT);
  const found = link === "" ? null : foundOnPage(answer, typed?.url ?? "");
  return (
    <>
      <PageHead
        title={said?.isRefused ? "Not sent yet: Submit an event" : "Submit an event"}
        description="Tell us of an event that is missing from the calendar. No account is needed."
        canonicalPath={SUBMIT}
        isIndexed={link === ""}
      />
      <SubmitPage
        entry={found?.entry ?? entryOf(typed ?? {})}
        said={said}
        found={found?.words ?? null}
        categories={categories}
        place={zonePlace(siteSettings().timezone)}
        formToken={token}
      />
    </>
  );
});
