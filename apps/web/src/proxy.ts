import { type NextRequest, NextResponse } from "next/server";

/**
 * Gives every page a fresh nonce and the policy that names it; Next puts it on its scripts. Tells
 * the page also under which address it was asked for.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("X-Nonce", nonce);
  headers.set("X-Asked-For", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

// An uploaded file is left alone as well: Next keeps a copy of what a proxy sees, 10 MB at most.
export const config = {
  matcher: [
    "/((?!_next/static|web-health|robots.txt|sitemap.xml|manifest.webmanifest|favicon.ico|icon.svg|admin/feeds/\\d+/upload/).*)",
  ],
};

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates code and injects styles; what is deployed does neither.
  const isDevelopment = process.env.NODE_ENV === "development";
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  return [
    "default-src 'none'",
    `script-src ${scripts}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
