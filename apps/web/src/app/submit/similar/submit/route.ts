import { sendAnyway } from "@/features/contributions/submissions";

export const POST = sendAnyway;
