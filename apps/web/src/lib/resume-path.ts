/**
 * Where the API renews a sign-in and leads back to `path`, or to the sign-in page. This server
 * cannot: the cookie that renews is sent to the API's own paths only.
 */
export function resumePath(path: string): string {
  return `/api/auth/resume?to=${encodeURIComponent(path)}`;
}
