import { answeringPrivately } from "@/components/answers/answering-privately";
import { ChoosePage } from "@/features/contributions/components/choose-page";
import { FILE_ENTRIES, keptDraft } from "@/features/contributions/kept";
import { entriesOfFile } from "@/features/contributions/model/file-entries";
import { requireEvents } from "@/features/events/components/require-events";

export default answeringPrivately(async () => {
  requireEvents();
  return <ChoosePage entries={entriesOfFile(await keptDraft(FILE_ENTRIES))} />;
});
