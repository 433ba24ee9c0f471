import "server-only";

import { headers } from "next/headers";
import { cache } from "react";
import { forwardedHeaders } from "./forwarded-headers";
import { NotHereError } from "./not-here";
import { NotAllowedError, SignedOutError } from "./reader-refusals";

/* How a page for one person asks the API, and what it makes of the answer. */

/** The API answered with something that no page can be made of; a bug, not a circumstance. */
class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";
}

interface Answer<T> {
  data?: T | undefined;
  response: Response;
}

/** What a request to the API needs, to be answered as its reader's own. */
export const asTheReader = cache(async () => ({ headers: forwardedHeaders(await headers()) }));

/** Throws SignedOutError, NotAllowedError. */
export function expected<T>({ data, response }: Answer<T>): T {
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

/** For a list whose parameters come from the reader's address unchecked, and nothing else does. */
export function listed<T>(answer: Answer<T>): T {
  if (answer.response.status === 422) {
    throw new NotHereError("This part of the list does not exist.");
  }
  return expected(answer);
}

/** For one thing that the reader's address names; `sentence` is said where there is none. */
export function present<T>(answer: Answer<T>, sentence: string): T {
  if (answer.response.status === 404 || answer.response.status === 422) {
    throw new NotHereError(sentence);
  }
  return expected(answer);
}
