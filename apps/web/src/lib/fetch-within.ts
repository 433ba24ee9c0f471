/**
 * Fetches, and rejects with a TimeoutError when the head of the answer has not come in time.
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
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
