/*
 * Reuse of the API's answers without ever serving a stale one: each answer is asked for again with
 * its entity tag, and a 304 lets the remembered body stand (RFC 9110 section 13.1.2).
 */

interface Remembered {
  etag: string;
  body: string;
  headers: [string, string][];
}

type Fetch = (request: Request) => Promise<Response>;

/** How much is remembered; the least recently used goes first. */
export interface CacheBounds {
  /** In UTF-16 code units of all bodies together. */
  maxLength: number;
}

const KEPT_HEADERS = ["content-type", "link"];

/** Wraps `send` so that GETs carry If-None-Match and a 304 becomes the 200 it stands for. */
export function withConditionalCache(send: Fetch, { maxLength }: CacheBounds): Fetch {
  const remembered = new Map<string, Remembered>();
  let length = 0;

  function forget(url: string): void {
    length -= remembered.get(url)?.body.length ?? 0;
    remembered.delete(url);
  }

  function remember(url: string, entry: Remembered): void {
    forget(url);
    if (entry.body.length > maxLength / 4) {
      return;
    }
    remembered.set(url, entry);
    length += entry.body.length;
    for (const oldest of remembered.keys()) {
      if (length <= maxLength) {
        break;
      }
      forget(oldest);
    }
  }

  return async (request) => {
    const known = request.method === "GET" ? remembered.get(request.url) : undefined;
    if (known !== undefined) {
      request.headers.set("If-None-Match", known.etag);
    }
    const response = await send(request);
    if (response.status === 304 && known !== undefined) {
      await response.body?.cancel();
      remember(request.url, known);
      return new Response(known.body, { status: 200, headers: known.headers });
    }
    const etag = response.headers.get("ETag");
    if (request.method !== "GET" || response.status !== 200 || response.redirected || !etag) {
      return response;
    }
    const body = await response.text();
    const headers = KEPT_HEADERS.flatMap((name): [string, string][] => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    remember(request.url, { etag, body, headers });
    return new Response(body, { status: 200, headers });
  };
}
