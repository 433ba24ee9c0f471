import { previewForm } from "@/features/feeds-admin/finding-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submitting } from "@/lib/submitting";

export const POST = submitting(previewForm, FEED_WORDS);
