import type { Account } from "./account-types";
import { ACCOUNT, AUDIT_TRAIL } from "./paths";

interface Link {
  href: string;
  label: string;
}

/**
 * What the frame of every page offers its reader; `desk` is where curators begin, if they have
 * anything to do here. "Sign in" leads to the account as well: whoever was here before is let in
 * from there without signing in again, everybody else is asked to.
 */
export function readerLinks(reader: Account | "nobody" | null, desk: string | null): Link[] {
  if (reader === "nobody") {
    return [{ href: ACCOUNT, label: "Sign in" }];
  }
  return [...deskLinks(reader, desk), { href: ACCOUNT, label: "Account" }];
}

function deskLinks(reader: Account | null, desk: string | null): Link[] {
  if (reader?.role === "admin") {
    return [{ href: desk ?? AUDIT_TRAIL, label: "Admin" }];
  }
  return reader?.role === "curator" && desk !== null ? [{ href: desk, label: "Curate" }] : [];
}
