import { sendFile } from "@/features/contributions/submissions";

export const POST = sendFile;
