import { sendChange } from "@/features/contributions/changes";

export const POST = sendChange;
