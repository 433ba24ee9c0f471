import type { RefusalWords } from "@/lib/refusal";

const messages: RefusalWords["messages"] = {
  bad_credentials: "This e-mail address and this password do not belong together.",
  link_spent: "This link has been used already, or has expired. Please ask for a new one.",
  session_unknown: "That sign-in had ended already.",
  account_unknown: "This account no longer exists.",
  last_admin: "This is the last active admin: make somebody else an admin first.",
};

const fieldMessages: RefusalWords["fieldMessages"] = {
  email_taken: ["email", "There is an account with this e-mail address already."],
  wrong_password: ["current_password", "This is not your current password."],
};

/** What the forms of accounts say to the refusals that they know. */
export const ACCOUNT_WORDS: RefusalWords = { messages, fieldMessages };
