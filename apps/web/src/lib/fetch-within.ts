/**
 * Fetches an answer to its last byte, and rejects with a TimeoutError when that has not come in
 * time. Whoever holds an answer therefore holds all of it: one that breaks off half-way is none.
 *
 * A signal alone does not do: inside Next's server under load, its end was seen not to reach the
 * fetch that it was given to (undici follows it by weak references), and of forty forms sent to a
 * silent API none was answered within half a minute. It still ends the connection where it can.
 */
export async function fetchWithin(request: Request, milliseconds: number): Promise<Response> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new DOMException(`No answer within ${milliseconds} ms`, "TimeoutError");
      ending.abort(reason);
      reject(reason);
    }, milliseconds);
  });
  try {
    const answer = fetch(request, { cache: "no-store", signal: ending.signal });
    return await Promise.race([answer.then(whole), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same answer with its body at hand. What the API says is JSON, which is read whole anyway. */
async function whole(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const { url, redirected } = response;
  // A status such as 204 or 304 must have no body, not an empty one.
  const answer = new Response(body.byteLength === 0 ? null : body, response);
  // No constructor sets these.
  return Object.defineProperties(answer, {
    url: { value: url },
    redirected: { value: redirected },
  });
}
