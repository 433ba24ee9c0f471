import { feedForms } from "@/features/feeds-admin/feed-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submittingOneOf } from "@/lib/submitting";

export const POST = submittingOneOf(feedForms, FEED_WORDS);
