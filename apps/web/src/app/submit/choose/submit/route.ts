import { chooseEntry } from "@/features/contributions/submissions";

export const POST = chooseEntry;
