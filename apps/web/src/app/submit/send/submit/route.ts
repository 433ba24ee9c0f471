import { sendEntry } from "@/features/contributions/submissions";

export const POST = sendEntry;
