import "server-only";

import { cookies } from "next/headers";
import { cache } from "react";
import { personalApiClient } from "@/api/client";
import { asTheReader, expected, listed } from "@/lib/private-answers";
import { SignedOutError } from "@/lib/reader-refusals";
import { soonOrNull } from "@/lib/soon-or-null";
import type { Account, AccountPage, AuditPage, Options, Session } from "./model/account-types";

/** What the frame of every page knows of its reader; null is somebody the API says nothing about. */
export type Reader = Account | "nobody" | null;

/** The names that the API gives its cookie over plain HTTP and over TLS. */
const ACCESS_COOKIES = ["srq_access", "__Host-srq_access"];
/** A page that anybody may see does not wait longer than this to learn who looks at it. */
const PATIENCE_MS = 1_000;
const LISTED = 50;

/** The account that this request is signed in to. Throws SignedOutError. */
export const requireAccount = cache(async (): Promise<Account> => {
  if (!(await hasAccessCookie())) {
    throw new SignedOutError();
  }
  return expected(await personalApiClient().GET("/api/auth/me", await asTheReader()));
});

/** Who looks at a page that is for everybody. Never fails, and asks only about who has a cookie. */
export async function knownReader(): Promise<Reader> {
  return (await hasAccessCookie()) ? soonOrNull(readerOrNobody(), PATIENCE_MS) : "nobody";
}

export async function accountOptions(): Promise<Options> {
  return expected(await personalApiClient().GET("/api/auth/options", await asTheReader()));
}

/** Whether to offer registration; where the API does not tell soon, the offer may be in vain. */
export async function isRegistrationOffered(): Promise<boolean> {
  const options = await soonOrNull(accountOptions(), PATIENCE_MS);
  return options?.is_registration_open ?? true;
}

export async function sessions(): Promise<Session[]> {
  return expected(await personalApiClient().GET("/api/auth/sessions", await asTheReader()));
}

export interface AuditSlice {
  action: string;
  actor: string;
  /** To what it was done, as the API names it. */
  subject: string;
  /** Only entries older than this one. */
  before: string;
}

export async function auditTrail({
  action,
  actor,
  subject,
  before,
}: AuditSlice): Promise<AuditPage> {
  const query = {
    limit: LISTED,
    ...(action === "" ? {} : { action }),
    ...(actor === "" ? {} : { actor }),
    ...(subject === "" ? {} : { subject }),
    ...(before === "" ? {} : { before: Number(before) }),
  };
  return listed(
    await personalApiClient().GET("/api/admin/audit", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function accounts({
  search,
  after,
}: {
  search: string;
  after: string;
}): Promise<AccountPage> {
  const query = {
    limit: LISTED,
    ...(search === "" ? {} : { search }),
    ...(after === "" ? {} : { after }),
  };
  return listed(
    await personalApiClient().GET("/api/admin/accounts", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

async function hasAccessCookie(): Promise<boolean> {
  const kept = await cookies();
  return ACCESS_COOKIES.some((name) => kept.has(name));
}

async function readerOrNobody(): Promise<Account | "nobody"> {
  try {
    return await requireAccount();
  } catch (error) {
    if (error instanceof SignedOutError) {
      return "nobody";
    }
    throw error;
  }
}
