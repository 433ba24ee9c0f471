import { replayForm } from "@/features/feeds-admin/feed-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submitting } from "@/lib/submitting";

export const POST = submitting(replayForm, FEED_WORDS);
