import { sourceForms } from "@/features/feeds-admin/source-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submittingOneOf } from "@/lib/submitting";

export const POST = submittingOneOf(sourceForms, FEED_WORDS);
