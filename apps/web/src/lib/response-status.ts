import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/*
 * A server component can only answer 200, 404 (as a blank page where JavaScript is off) or 500
 * (likewise). Keeping each response in its request's own async context lets a page that renders
 * its words normally also carry the right status.
 */

// Next bundles instrumentation and pages apart, so each has its own copy of this module; the
// registry of global symbols is what they share.
const storeKey = Symbol.for("srq.current-response");
const holder = globalThis as { [storeKey]?: AsyncLocalStorage<ServerResponse> };

function currentResponse(): AsyncLocalStorage<ServerResponse> {
  holder[storeKey] ??= new AsyncLocalStorage<ServerResponse>();
  return holder[storeKey];
}

/** Makes this the response of everything that the current async context goes on to do. */
export function rememberResponse(response: ServerResponse): void {
  currentResponse().enterWith(response);
}

/** Answers the request being rendered with this status, if its head has not left yet. */
export function setResponseStatus(status: number, headers: Record<string, string> = {}): void {
  const response = currentResponse().getStore();
  if (response === undefined || response.headersSent) {
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
}
