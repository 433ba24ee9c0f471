import { sendReport } from "@/features/contributions/changes";

export const POST = sendReport;
