import { sendLink } from "@/features/contributions/submissions";

export const POST = sendLink;
