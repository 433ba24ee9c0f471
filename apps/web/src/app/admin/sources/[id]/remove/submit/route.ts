import { removeSourceForm } from "@/features/feeds-admin/source-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submitting } from "@/lib/submitting";

export const POST = submitting(removeSourceForm, FEED_WORDS);
