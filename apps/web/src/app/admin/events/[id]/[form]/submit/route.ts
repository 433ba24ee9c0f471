import { eventForms } from "@/features/curation/event-submissions";
import { CURATION_WORDS } from "@/features/curation/submission-parts";
import { submittingOneOf } from "@/lib/submitting";

export const POST = submittingOneOf(eventForms, CURATION_WORDS);
