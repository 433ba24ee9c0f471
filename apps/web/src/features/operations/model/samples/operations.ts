import type { Check } from "../types";

export const CHECK: Check = {
  key: "backup",
  title: "Backup",
  state: "fine",
  sentence: "Last went well 2 hours ago.",
  subject: "safety",
};
