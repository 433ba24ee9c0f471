import { ApiUnavailableError } from "./api-unavailable";
import { fetchWithin } from "./fetch-within";

/** Long enough for a cold query and for an API that restarts, short enough for a reader to wait. */
const ANSWER_WITHIN_MS = 5_000;
const ASK_AGAIN_AFTER_MS = 200;

/**
 * Sends a read, and again as long as the connection fails: a replica that is being replaced may
 * close a kept-alive connection in the very moment it is used, a process that is killed breaks off
 * in the middle of an answer, and the only one is away for the seconds of its restart. Never waits
 * longer than five seconds in all.
 *
 * Throws ApiUnavailableError when nothing answers or what answers cannot serve (502, 503, 504).
 */
export async function patientFetch(request: Request): Promise<Response> {
  const deadline = Date.now() + ANSWER_WITHIN_MS;
  let reason: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return refuseUnavailable(await fetchWithin(request.clone(), deadline - Date.now()));
    } catch (error) {
      if (error instanceof ApiUnavailableError) {
        throw error;
      }
      // What broke the connection says more than that time ran out while asking again.
      reason = Date.now() >= deadline ? (reason ?? failureOf(error)) : failureOf(error);
    }
    // The second attempt follows at once: most often a kept-alive connection was just closed.
    if (attempt > 1) {
      await pause(ASK_AGAIN_AFTER_MS);
    }
    if (Date.now() >= deadline) {
      throw new ApiUnavailableError(`The API did not answer ${request.url}: ${reason}.`);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Node's fetch hides what happened, such as ECONNREFUSED, behind "fetch failed". */
export function failureOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = cause as { code?: unknown; message?: unknown };
  return String(typeof code === "string" ? code : (message ?? cause));
}

function refuseUnavailable(response: Response): Response {
  if ([502, 503, 504].includes(response.status)) {
    throw new ApiUnavailableError(`The API answered ${response.status} to ${response.url}.`);
  }
  return response;
}
