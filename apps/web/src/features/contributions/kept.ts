import "server-only";

import { cookies } from "next/headers";
import {
  clearedDraftCookies,
  type Draft,
  type DraftPlace,
  draftCookies,
  readDraft,
} from "@/lib/draft";
import { siteSettings } from "@/lib/site-settings";
import { isSubmissionId, reportPath, SUBMIT, submissionPath } from "./model/paths";

/*
 * What the sender's own browser keeps for these forms: what was typed, until it is sent, and for an
 * hour the token that opens a submission. It is sent to that submission's pages alone, no script
 * reads it, and no address holds it.
 */

export const NEW_ENTRY: DraftPlace = { name: "new", path: SUBMIT };
/** The events of a file, one of which is to be chosen. */
export const FILE_ENTRIES: DraftPlace = { name: "file", path: SUBMIT };

export function changedEntry(id: string): DraftPlace {
  return { name: "change", path: submissionPath(id) };
}

export function typedReport(segment: string): DraftPlace {
  return { name: "report", path: reportPath(segment) };
}

const TOKEN_COOKIE = "srq_edit";
const TOKEN_SECONDS = 3_600;
const TOKEN = /^[\w-]{16,200}$/;

export async function keptDraft(place: DraftPlace): Promise<Draft | null> {
  const kept = await cookies();
  return readDraft(place, (name) => kept.get(name)?.value);
}

export function draftLines(place: DraftPlace, draft: Draft): { lines: string[]; lost: string[] } {
  return draftCookies(place, draft, { isSecure: isSecure() });
}

export function clearedDraftLines(place: DraftPlace): string[] {
  return clearedDraftCookies(place, { isSecure: isSecure() });
}

/** The token with which this browser opened the submission last; null without one. */
export async function keptToken(): Promise<string | null> {
  const token = (await cookies()).get(TOKEN_COOKIE)?.value ?? "";
  return TOKEN.test(token) ? token : null;
}

/** The Set-Cookie line that lets this browser open the submission; none for what is no token. */
export function tokenLines(id: string, token: string): string[] {
  if (!isSubmissionId(id) || !TOKEN.test(token)) {
    return [];
  }
  const secure = isSecure() ? "; Secure" : "";
  const path = submissionPath(id);
  return [
    `${TOKEN_COOKIE}=${token}; Path=${path}; Max-Age=${TOKEN_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  ];
}

function isSecure(): boolean {
  return siteSettings().url.startsWith("https:");
}
