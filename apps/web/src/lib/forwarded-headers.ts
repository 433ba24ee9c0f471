/** What the API needs to know of the browser's request that a page or form is answered with. */
const FORWARDED = [
  "Cookie",
  "Origin",
  "X-Forwarded-For",
  "X-Forwarded-Proto",
  "X-Forwarded-Host",
  "User-Agent",
  "X-Request-Id",
];

/** Those headers of a request on which the API decides: who asks, from where, from which page. */
export function forwardedHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    FORWARDED.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
