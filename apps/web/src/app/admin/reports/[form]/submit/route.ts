import { reportForms } from "@/features/curation/inbox-submissions";
import { CURATION_WORDS } from "@/features/curation/submission-parts";
import { submittingOneOf } from "@/lib/submitting";

export const POST = submittingOneOf(reportForms, CURATION_WORDS);
