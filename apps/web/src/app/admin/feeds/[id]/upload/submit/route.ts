import { uploadForm } from "@/features/feeds-admin/feed-submissions";
import { FEED_WORDS } from "@/features/feeds-admin/submission-parts";
import { submittingFile } from "@/lib/submitting-file";

export const POST = submittingFile(uploadForm, FEED_WORDS);
