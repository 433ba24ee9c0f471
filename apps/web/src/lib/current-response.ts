import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { sendWithoutScripts } from "./plain-html";

/*
 * A server component can only answer 200, 404 (as a blank page where JavaScript is off) or 500
 * (likewise). Keeping each response in its request's own async context lets a page that renders
 * its words normally also carry the right status.
 */

// Next bundles instrumentation and pages apart, so each has its own copy of this module; the
// registry of global symbols is what they share.
const storeKey = Symbol.for("srq.current-response");
const holder = globalThis as { [storeKey]?: AsyncLocalStorage<ServerResponse> };

function storage(): AsyncLocalStorage<ServerResponse> {
  holder[storeKey] ??= new AsyncLocalStorage<ServerResponse>();
  return holder[storeKey];
}

/** The response to the request being rendered, while its head can still be changed. */
function openResponse(): ServerResponse | null {
  const response = storage().getStore();
  return response === undefined || response.headersSent ? null : response;
}

/** Makes this the response of everything that the current async context goes on to do. */
export function rememberResponse(response: ServerResponse): void {
  storage().enterWith(response);
}

/** Answers the request being rendered with this status. */
export function setResponseStatus(status: number, headers: Record<string, string> = {}): void {
  const response = openResponse();
  if (response !== null) {
    response.statusCode = status;
  }
  setResponseHeaders(headers);
}

export function setResponseHeaders(headers: Record<string, string>): void {
  const response = openResponse();
  for (const [name, value] of Object.entries(headers)) {
    response?.setHeader(name, value);
  }
}

/** Adds a Set-Cookie line to the answer; a server component cannot do so through Next. */
export function addResponseCookie(line: string): void {
  openResponse()?.appendHeader("Set-Cookie", line);
}

/** Sends the page being rendered as plain HTML; in development its scripts reload it. */
export function sendAsPlainHtml(): void {
  const response = openResponse();
  if (response !== null && process.env.NODE_ENV === "production") {
    sendWithoutScripts(response);
  }
}
