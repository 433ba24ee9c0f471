import { ApiUnavailableError } from "./api-unavailable";
import { fetchWithin } from "./fetch-within";
import { failureOf } from "./patient-fetch";

/** Long enough to hash a password on a busy machine; shorter than a stopping server may take. */
const ANSWER_WITHIN_MS = 6_000;
const ASK_AGAIN_AFTER_MS = 200;
/** The connection was never made, so nothing was sent. */
const NEVER_SENT = [
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
];

/** It was sent, and no whole answer came: nobody knows whether it was carried out. */
export class AnswerLostError extends ApiUnavailableError {}

/**
 * Sends a write once. It is tried again, for some seconds, only as long as no connection could be
 * made; one that may have got through is never repeated.
 *
 * Throws AnswerLostError, or ApiUnavailableError where it was certainly not carried out.
 */
export async function sendOnce(
  request: Request,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<Response> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return answered(await fetchWithin(request.clone(), deadline - Date.now()), request);
    } catch (error) {
      if (error instanceof ApiUnavailableError) {
        throw error;
      }
      const reason = failureOf(error);
      if (!NEVER_SENT.includes(reason)) {
        throw new AnswerLostError(`No answer to a ${request.method} ${request.url}: ${reason}.`);
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER_MS));
      if (Date.now() >= deadline) {
        throw new ApiUnavailableError(`Not sent: ${request.method} ${request.url}: ${reason}.`);
      }
    }
  }
}

/** 503 is the API's own refusal; who says 502 or 504 stands between and has lost the answer. */
function answered(response: Response, { method, url }: Request): Response {
  if (response.status === 503) {
    throw new ApiUnavailableError(`The API answered 503 to ${method} ${url}.`);
  }
  if ([502, 504].includes(response.status)) {
    throw new AnswerLostError(`${method} ${url} was answered with ${response.status}.`);
  }
  return response;
}
