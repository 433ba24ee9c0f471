import type { Account } from "../account-types";

export const ADMIN: Account = {
  id: "7a127435-0bbc-48c4-9607-f79895d9fde6",
  email: "wren@example.org",
  display_name: "Wren",
  role: "admin",
  is_email_verified: true,
  created_at: "2026-11-21T20:05:00Z",
};
