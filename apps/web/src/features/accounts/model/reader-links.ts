import type { Account } from "./account-types";
import { ACCOUNT, AUDIT_TRAIL } from "./paths";

interface Link {
  href: string;
  label: string;
}

/**
 * What the frame of every page offers its reader. "Sign in" leads to the account as well: whoever
 * was here before is let in from there without signing in again, everybody else is asked to.
 */
export function readerLinks(reader: Account | "nobody" | null): Link[] {
  if (reader === "nobody") {
    return [{ href: ACCOUNT, label: "Sign in" }];
  }
  const admin = { href: AUDIT_TRAIL, label: "Admin" };
  return [...(reader?.role === "admin" ? [admin] : []), { href: ACCOUNT, label: "Account" }];
}
