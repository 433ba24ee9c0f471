import "server-only";

import { cookies, headers } from "next/headers";
import { cache } from "react";
import { personalApiClient } from "@/api/client";
import { ApiUnavailableError } from "@/lib/api-unavailable";
import { forwardedHeaders } from "@/lib/forwarded-headers";
import { NotHereError } from "@/lib/not-here";
import type { Account, AccountPage, AuditPage, Options, Session } from "./model/account-types";
import { NotAllowedError, SignedOutError } from "./refusals";

/** What the frame of every page knows of its reader; null is somebody the API says nothing about. */
export type Reader = Account | "nobody" | null;

/** The names that the API gives its cookie over plain HTTP and over TLS. */
const ACCESS_COOKIES = ["srq_access", "__Host-srq_access"];
/** A page that anybody may see does not wait longer than this to learn who looks at it. */
const PATIENCE_MS = 1_000;
const LISTED = 50;

/** The API answered with something that no page can be made of; a bug, not a circumstance. */
class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";
}

/** The account that this request is signed in to. Throws SignedOutError. */
export const requireAccount = cache(async (): Promise<Account> => {
  if (!(await hasAccessCookie())) {
    throw new SignedOutError();
  }
  return expected(await personalApiClient().GET("/api/auth/me", await asTheReader()));
});

/** Who looks at a page that is for everybody. Never fails, and asks only about who has a cookie. */
export async function knownReader(): Promise<Reader> {
  return (await hasAccessCookie()) ? soonOrNull(readerOrNobody()) : "nobody";
}

export async function accountOptions(): Promise<Options> {
  return expected(await personalApiClient().GET("/api/auth/options", await asTheReader()));
}

/** Whether to offer registration; where the API does not tell soon, the offer may be in vain. */
export async function isRegistrationOffered(): Promise<boolean> {
  const options = await soonOrNull(accountOptions());
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

/** What is asked for, if it comes soon and without failing. */
async function soonOrNull<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  const answer = asked.catch((error: unknown) => {
    // An API that is away is told by whatever cannot do without it.
    if (!(error instanceof ApiUnavailableError)) {
      console.error(error);
    }
    return null;
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const asTheReader = cache(async () => ({ headers: forwardedHeaders(await headers()) }));

interface Answer<T> {
  data?: T | undefined;
  response: Response;
}

/** Only the parameters of such a list come from the reader's address unchecked. */
function listed<T>(answer: Answer<T>): T {
  if (answer.response.status === 422) {
    throw new NotHereError("This part of the list does not exist.");
  }
  return expected(answer);
}

function expected<T>({ data, response }: Answer<T>): T {
  if (response.status === 401) {
    throw new SignedOutError();
  }
  if (response.status === 403) {
    throw new NotAllowedError();
  }
  if (data === undefined) {
    throw new UnexpectedAnswerError(`The API answered ${response.status} to ${response.url}.`);
  }
  return data;
}
