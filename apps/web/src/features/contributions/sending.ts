import "server-only";

import { ApiUnavailableError } from "@/lib/api-unavailable";
import { type Flash, flashCookie } from "@/lib/flash";
import { type Refusal, refusalOf } from "@/lib/refusal";
import { AnswerLostError } from "@/lib/send-once";
import { siteSettings } from "@/lib/site-settings";
import type { Answer } from "@/lib/submitting";
import { entryProblem } from "./model/entry-problem";

/* How a long form is answered: post, redirect, get, with what was typed kept aside (kept.ts). */

const AWAY: Refusal = {
  status: 503,
  message:
    "That could not be sent right now. Nothing you typed is lost: please try again in a minute.",
  fieldMessages: {},
};

const LOST: Refusal = {
  status: 503,
  message:
    "No answer came in time, so this may or may not have arrived. What you typed is still here.",
  fieldMessages: {},
};

const NOT_ITS_FORM = "form_token";

export const LOOK_AGAIN = "Please look again at what is marked below.";

type Asked<T> =
  | { answer: T; refusal: null }
  /** `isTicketSpent`: the same form token would be refused again. */
  | { answer: null; refusal: Refusal; isTicketSpent: boolean };

/** Asks the API; what it did not answer is a refusal like any other. */
export async function asked<T extends Answer>(
  answering: Promise<T>,
  fields: readonly string[],
): Promise<Asked<T>> {
  try {
    const answer = await answering;
    const { response, error } = answer;
    if (response.ok) {
      return { answer, refusal: null };
    }
    const retryAfter = response.headers.get("Retry-After");
    const refused = { status: response.status, problem: entryProblem(error), retryAfter };
    const { code } = (error ?? {}) as { code?: unknown };
    return {
      answer: null,
      refusal: refusalOf(refused, fields),
      isTicketSpent: code === NOT_ITS_FORM,
    };
  } catch (error) {
    if (!(error instanceof ApiUnavailableError)) {
      throw error;
    }
    console.error(error.message);
    const refusal = error instanceof AnswerLostError ? LOST : AWAY;
    return { answer: null, refusal, isTicketSpent: false };
  }
}

/** The Set-Cookie line that says on the page of a form why it was refused. */
export function refusedLine(
  page: string,
  form: string,
  refusal: Refusal,
  values: Flash["values"] = {},
): string {
  return line(page, { form, isRefused: true, ...refusal, values });
}

/** The Set-Cookie line that says there what was done. */
export function doneLine(
  page: string,
  form: string,
  message: string,
  values: Flash["values"] = {},
): string {
  return line(page, { form, isRefused: false, status: 200, message, fieldMessages: {}, values });
}

/** RFC 9110 section 15.4.4: the browser goes on by GET, and reloading sends nothing again. */
export function seeOther(to: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: to, "Cache-Control": "no-store" });
  for (const cookie of cookies) {
    headers.append("Set-Cookie", cookie);
  }
  return new Response(null, { status: 303, headers });
}

function line(page: string, flash: Flash): string {
  return flashCookie(page, flash, { isSecure: siteSettings().url.startsWith("https:") });
}
