/**
 * Whether the browser says that the page which sent this request is one of ours (RFC 6454). Ours
 * is the site's address, and whatever address Caddy was asked under: it sets X-Forwarded-* itself.
 */
export function isOwnOrigin(headers: Headers, siteUrl: string): boolean {
  const origin = headers.get("Origin");
  return origin === new URL(siteUrl).origin || (origin !== null && origin === askedUnder(headers));
}

function askedUnder(headers: Headers): string | null {
  const protocol = headers.get("X-Forwarded-Proto");
  const host = headers.get("X-Forwarded-Host");
  return protocol === null || host === null ? null : `${protocol}://${host}`;
}
