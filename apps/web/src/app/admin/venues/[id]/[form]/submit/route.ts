import { venueForms } from "@/features/curation/place-submissions";
import { CURATION_WORDS } from "@/features/curation/submission-parts";
import { submittingOneOf } from "@/lib/submitting";

export const POST = submittingOneOf(venueForms, CURATION_WORDS);
