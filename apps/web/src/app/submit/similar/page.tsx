import { redirect } from "next/navigation";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { SimilarPage } from "@/features/contributions/components/similar-page";
import { keptDraft, NEW_ENTRY } from "@/features/contributions/kept";
import { entryOf, readEntry } from "@/features/contributions/model/entry";
import { SUBMIT } from "@/features/contributions/model/paths";
import { similarTo } from "@/features/contributions/queries";
import { requireEvents } from "@/features/events/components/require-events";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => {
  requireEvents();
  const { content } = readEntry(entryOf((await keptDraft(NEW_ENTRY)) ?? {}));
  if (content === null) {
    redirect(SUBMIT);
  }
  const { title, start, all_day, location } = content;
  const similar = await similarTo({ title, start, all_day, location });
  return <SimilarPage title={title} similar={similar} zone={siteSettings().timezone} />;
});
