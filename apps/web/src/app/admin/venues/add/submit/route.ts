import { addVenueForm } from "@/features/curation/place-submissions";
import { CURATION_WORDS } from "@/features/curation/submission-parts";
import { submitting } from "@/lib/submitting";

export const POST = submitting(addVenueForm, CURATION_WORDS);
