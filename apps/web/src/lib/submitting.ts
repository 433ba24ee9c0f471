import "server-only";

import { ApiUnavailableError } from "./api-unavailable";
import { type Flash, flashCookie } from "./flash";
import { type Fields, FormRefusedError, readFields } from "./form-fields";
import { forwardedHeaders } from "./forwarded-headers";
import { isOwnOrigin } from "./own-origin";
import { type Refusal, type RefusalWords, refusalOf } from "./refusal";
import { resumePath } from "./resume-path";
import { AnswerLostError } from "./send-once";
import { siteSettings } from "./site-settings";
import { wordsResponse } from "./words-response";

/** What the API answered to a form. */
export interface Answer {
  response: Response;
  error?: unknown;
  data?: unknown;
}

/** What the address of a form's handler names: the parts in brackets of its route. */
export type Place = Readonly<Record<string, string>>;

/** Where to go when a form was done, and what to say there. */
export interface Done {
  to: string;
  form?: string;
  message?: string;
}

/** A form, and what becomes of it when it is sent. */
export interface Submission<Name extends string = string> {
  /** Its name on its page, which may have several. */
  form: string;
  /** The path of its page. */
  page: string | ((place: Place) => string);
  /** Each must arrive, if only empty. */
  fields: readonly Name[];
  /** Those of them that may arrive several times or not at all; joined by commas. */
  lists?: readonly Name[];
  /** Those that are given back, filled in, where the form is refused; never a password. */
  kept?: readonly Name[];
  /** The page's address with its query, where it has one. */
  address?: (fields: Fields<Name>, place: Place) => string;
  send: (fields: Fields<Name>, headers: Record<string, string>, place: Place) => Promise<Answer>;
  done: (fields: Fields<Name>, place: Place, data: unknown) => Done;
}

/** A form as it arrived. */
export interface Arrived<Name extends string> {
  submission: Submission<Name>;
  fields: Fields<Name>;
  place: Place;
  words: RefusalWords | undefined;
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

type Handler = (request: Request, context?: { params: Promise<Place> }) => Promise<Response>;

/** The route handler of a form: post, redirect, get. */
export function submitting<Name extends string>(
  submission: Submission<Name>,
  words?: RefusalWords,
): Handler {
  return refusingStrangers(submission, async (request, place) => {
    const fields = await readFields(request, submission.fields, submission.lists);
    return answerTo({ submission, fields, place, words }, request);
  });
}

/** The same for the forms of one page, where the address names the form: /page/[form]/submit. */
export function submittingOneOf(
  submissions: Readonly<Record<string, Submission>>,
  words?: RefusalWords,
): Handler {
  const handlers = new Map(
    Object.entries(submissions).map(([name, it]) => [name, submitting(it, words)]),
  );
  return async (request, context) => {
    const { form = "" } = (await context?.params) ?? {};
    const handler = handlers.get(form);
    return handler === undefined
      ? refusedInWords(new FormRefusedError(404, "There is no such form."), "/")
      : handler(request, context);
  };
}

/** Answers in words to what is no form of ours. */
export function refusingStrangers(
  { page }: Pick<Submission, "page">,
  handle: (request: Request, place: Place) => Promise<Response>,
): Handler {
  return async (request, context) => {
    const place = (await context?.params) ?? {};
    try {
      refuseForeignOrigin(request);
      return await handle(request, place);
    } catch (error) {
      if (!(error instanceof FormRefusedError)) {
        throw error;
      }
      return refusedInWords(error, pageOf(page, place));
    }
  };
}

/** Sends what arrived to the API, and says on the next page what became of it. */
export async function answerTo<Name extends string>(
  arrived: Arrived<Name>,
  request: Request,
): Promise<Response> {
  const { submission, fields, place, words } = arrived;
  const address = submission.address?.(fields, place) ?? pageOf(submission.page, place);
  let answer: Answer;
  try {
    answer = await submission.send(fields, forwardedHeaders(request.headers), place);
  } catch (error) {
    if (!(error instanceof ApiUnavailableError)) {
      throw error;
    }
    console.error(error.message);
    const refusal = error instanceof AnswerLostError ? LOST : AWAY;
    return seeOther(address, [refusedCookie(arrived, refusal)]);
  }
  const { response, error } = answer;
  const cookies = response.headers.getSetCookie();
  if (response.ok) {
    const { to, form, message } = submission.done(fields, place, answer.data);
    const said = message === undefined ? [] : [doneCookie(to, form ?? submission.form, message)];
    return seeOther(to, [...cookies, ...said]);
  }
  if (isSignedOut(answer)) {
    return seeOther(resumePath(address), [...cookies, refusedCookie(arrived, RENEWED)]);
  }
  const refusal = refusalOf(
    {
      status: response.status,
      problem: error,
      retryAfter: response.headers.get("Retry-After"),
    },
    submission.fields,
    words,
  );
  return seeOther(address, [...cookies, refusedCookie(arrived, refusal)]);
}

function pageOf(page: Submission["page"], place: Place): string {
  return typeof page === "string" ? page : page(place);
}

function refusedInWords(refused: FormRefusedError, page: string): Response {
  return wordsResponse(refused.status, {
    title: "This was not accepted",
    sentence: refused.message,
    way: { href: page, label: "To the form" },
  });
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
  { submission, fields, place }: Arrived<Name>,
  refusal: Refusal,
): string {
  const { form, kept = [] } = submission;
  const values = Object.fromEntries(kept.map((name) => [name, fields[name]]));
  return cookieFor(pageOf(submission.page, place), { form, isRefused: true, ...refusal, values });
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
