import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { rememberResponse } from "./current-response";
import { readableAddress } from "./readable-address";
import { SettingsRefusedError, siteSettings } from "./site-settings";

/** Refuses settings that no page could be served with, in one sentence; then prepares to serve. */
export function startServer(): void {
  try {
    siteSettings();
  } catch (error) {
    if (!(error instanceof SettingsRefusedError)) {
      throw error;
    }
    console.error(error.message);
    process.exit(1);
  }
  subscribe("http.server.request.start", onRequest);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, boundShutdown);
  }
}

/** Longer than any page may take, shorter than the ten seconds after which containers are killed. */
const STOP_WITHIN_MS = 8_000;

/**
 * Next finishes what was asked and then waits for every connection to close, even for one that has
 * never asked anything; browsers keep such in reserve, for minutes.
 */
function boundShutdown(): void {
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
}

/** Node publishes each request on this channel just before Next's own handler sees it. */
function onRequest(message: unknown): void {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  request.url = readableAddress(request.url ?? "/");
  rememberResponse(response);
}
