import type { ServerResponse } from "node:http";

/*
 * The public pages have nothing that runs in a browser, yet Next sends each with React, its own
 * router and a second copy of the page's content as data for them: 145 kB and two thirds of the
 * document. A page that asks for plain HTML is sent without.
 */

const DATA_TYPES = "application/ld\\+json|speculationrules";
const SCRIPT = new RegExp(
  `<script\\b(?![^>]*\\btype="(?:${DATA_TYPES})")[^>]*>[\\s\\S]*?</script>`,
  "g",
);
const SCRIPT_PRELOAD = /<link\b(?=[^>]*\brel="preload")(?=[^>]*\bas="script")[^>]*>/g;
/** Next's document for a render that failed: without its scripts it would stay blank. */
const FAILED_RENDER = 'id="__next_error__"';

/**
 * Takes executable scripts and their preloads out of a document that React wrote. React escapes
 * every "<" in text and attributes, so what looks like a script element is one.
 */
export function withoutScripts(html: string): string {
  return html.includes(FAILED_RENDER) ? html : html.replace(SCRIPT, "").replace(SCRIPT_PRELOAD, "");
}

/** Holds the body of this response back until it is complete, then sends it without scripts. */
export function sendWithoutScripts(response: ServerResponse): void {
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);

  response.write = (chunk: unknown) => {
    chunks.push(toBuffer(chunk));
    return true;
  };
  response.end = (...parameters: unknown[]) => {
    const [last] = parameters;
    if (last !== undefined && last !== null && typeof last !== "function") {
      chunks.push(toBuffer(last));
    }
    const body = Buffer.concat(chunks);
    const isHtml = String(response.getHeader("Content-Type") ?? "").startsWith("text/html");
    return end(isHtml ? withoutScripts(body.toString("utf-8")) : body);
  };
}

function toBuffer(chunk: unknown): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
}
