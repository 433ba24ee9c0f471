import { ApiUnavailableError } from "./api-unavailable";

/** Long enough for a cold query, short enough that a reader is still there for the answer. */
const ANSWER_WITHIN_MS = 5_000;
const ATTEMPTS = 2;

/**
 * Sends a read, once more if the connection fails: a replica that is being replaced may close a
 * kept-alive connection in the very moment it is used. Never waits longer than five seconds in all.
 *
 * Throws ApiUnavailableError when nothing answers or what answers cannot serve (502, 503, 504).
 */
export async function patientFetch(request: Request): Promise<Response> {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return refuseUnavailable(
        await fetch(request.clone(), { cache: "no-store", signal: deadline }),
      );
    } catch (error) {
      if (error instanceof ApiUnavailableError) {
        throw error;
      }
      if (attempt === ATTEMPTS || deadline.aborted) {
        throw new ApiUnavailableError(`The API did not answer ${request.url}: ${reasonOf(error)}.`);
      }
    }
  }
}

/** Node's fetch hides what happened, such as ECONNREFUSED, behind "fetch failed". */
function reasonOf(error: unknown): string {
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
