import "server-only";

import { ApiUnavailableError } from "@/lib/api-unavailable";
import { type Flash, flashCookie } from "@/lib/flash";
import { type Fields, FormRefusedError, readFields } from "@/lib/form-fields";
import { forwardedHeaders } from "@/lib/forwarded-headers";
import { isOwnOrigin } from "@/lib/own-origin";
import { AnswerLostError } from "@/lib/send-once";
import { siteSettings } from "@/lib/site-settings";
import { wordsResponse } from "@/lib/words-response";
import type { Answer } from "./actions";
import { resumePath } from "./model/paths";
import { type Refusal, refusalOf } from "./model/refusal";

/** A form, and what becomes of it when it is sent. */
export interface Submission<Name extends string> {
  /** Its name on its page, which may have several. */
  form: string;
  /** The path of its page. */
  page: string;
  /** Each must arrive, if only empty. */
  fields: readonly Name[];
  /** Those that are given back, filled in, where the form is refused; never a password. */
  kept?: readonly Name[];
  /** The page's address with its query, where it has one. */
  address?: (fields: Fields<Name>) => string;
  send: (fields: Fields<Name>, headers: Record<string, string>) => Promise<Answer>;
  /** Where to go when it was done, and what to say there. */
  done: (fields: Fields<Name>) => { to: string; form?: string; message?: string };
}

const AWAY: Refusal = {
  status: 503,
  message:
    "That could not be done right now, and nothing was changed. Please try again in a minute.",
  fieldMessages: {},
};

const LOST: Refusal = {
  status: 503,
  message:
    "No answer came in time, so this may or may not have been done. Please check before you send it again.",
  fieldMessages: {},
};

const RENEWED: Refusal = {
  // The page itself is answered to somebody who is signed in.
  status: 200,
  message: "Your sign-in had to be renewed first, and nothing was changed. Please send it again.",
  fieldMessages: {},
};

/** The route handler of a form: post, redirect, get. */
export function submitting<Name extends string>(
  submission: Submission<Name>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      refuseForeignOrigin(request);
      return await answerTo(submission, await readFields(request, submission.fields), request);
    } catch (error) {
      if (!(error instanceof FormRefusedError)) {
        throw error;
      }
      return wordsResponse(error.status, {
        title: "This was not accepted",
        sentence: error.message,
        way: { href: submission.page, label: "To the form" },
      });
    }
  };
}

async function answerTo<Name extends string>(
  submission: Submission<Name>,
  fields: Fields<Name>,
  request: Request,
): Promise<Response> {
  const address = submission.address?.(fields) ?? submission.page;
  let answer: Answer;
  try {
    answer = await submission.send(fields, forwardedHeaders(request.headers));
  } catch (error) {
    if (!(error instanceof ApiUnavailableError)) {
      throw error;
    }
    console.error(error.message);
    const refusal = error instanceof AnswerLostError ? LOST : AWAY;
    return seeOther(address, [refusedCookie(submission, fields, refusal)]);
  }
  const { response, error } = answer;
  const cookies = response.headers.getSetCookie();
  if (response.ok) {
    const { to, form, message } = submission.done(fields);
    const said = message === undefined ? [] : [doneCookie(to, form ?? submission.form, message)];
    return seeOther(to, [...cookies, ...said]);
  }
  if (isSignedOut(answer)) {
    return seeOther(resumePath(address), [...cookies, refusedCookie(submission, fields, RENEWED)]);
  }
  const refusal = refusalOf(
    {
      status: response.status,
      problem: error,
      retryAfter: response.headers.get("Retry-After"),
    },
    submission.fields,
  );
  return seeOther(address, [...cookies, refusedCookie(submission, fields, refusal)]);
}

/** Throws FormRefusedError. */
function refuseForeignOrigin(request: Request): void {
  if (!isOwnOrigin(request.headers, siteSettings().url)) {
    throw new FormRefusedError(
      403,
      "This form was not sent from a page of this site, so nothing was done.",
    );
  }
}

function isSignedOut({ response, error }: Answer): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return response.status === 401 && code === "not_signed_in";
}

function refusedCookie<Name extends string>(
  { form, page, kept = [] }: Submission<Name>,
  fields: Fields<Name>,
  refusal: Refusal,
): string {
  const values = Object.fromEntries(kept.map((name) => [name, fields[name]]));
  return cookieFor(page, { form, isRefused: true, ...refusal, values });
}

function doneCookie(to: string, form: string, message: string): string {
  const page = to.split(/[?#]/)[0] ?? to;
  return cookieFor(page, {
    form,
    isRefused: false,
    status: 200,
    message,
    fieldMessages: {},
    values: {},
  });
}

function cookieFor(page: string, flash: Flash): string {
  return flashCookie(page, flash, { isSecure: siteSettings().url.startsWith("https:") });
}

/** RFC 9110 section 15.4.4: the browser goes on by GET, and reloading sends nothing again. */
function seeOther(to: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: to, "Cache-Control": "no-store" });
  for (const cookie of cookies) {
    headers.append("Set-Cookie", cookie);
  }
  return new Response(null, { status: 303, headers });
}
