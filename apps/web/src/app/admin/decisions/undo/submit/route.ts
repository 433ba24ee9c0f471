import { undoForm } from "@/features/curation/inbox-submissions";
import { CURATION_WORDS } from "@/features/curation/submission-parts";
import { submitting } from "@/lib/submitting";

export const POST = submitting(undoForm, CURATION_WORDS);
