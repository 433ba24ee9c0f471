/** The pages of accounts; each form's handler lies under its page's path. */
export const SIGN_IN = "/sign-in";
export const REGISTER = "/register";
export const FORGOT_PASSWORD = "/forgot-password";
export const RESET_PASSWORD = "/reset-password";
export const VERIFY_EMAIL = "/verify-email";
export const ACCOUNT = "/account";
export const SESSIONS = "/account/sessions";
export const AUDIT_TRAIL = "/admin";
export const ACCOUNTS = "/admin/accounts";

/** Everything below is for one person: not for search engines, and never fetched in advance. */
export const PRIVATE_PATHS: readonly string[] = [
  SIGN_IN,
  REGISTER,
  FORGOT_PASSWORD,
  RESET_PASSWORD,
  VERIFY_EMAIL,
  ACCOUNT,
  AUDIT_TRAIL,
];

/** `path` that knows where its reader wanted to go; the API writes the same after a resume. */
export function withOnward(path: string, onward: string): string {
  return onward === "" ? path : `${path}?then=${encodeURIComponent(onward)}`;
}
