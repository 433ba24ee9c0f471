import { sendWithdrawal } from "@/features/contributions/changes";

export const POST = sendWithdrawal;
