import "server-only";

import { personalApiClient } from "@/api/client";
import type { Answer } from "@/lib/submitting";
import type { Role } from "./model/account-types";

/*
 * What forms ask of the API, one call each. The answer is handed on as it is: its status, its
 * cookies and, where it refused, its problem document.
 */

/** Of the browser's request, as the API needs them. */
type ForwardedHeaders = Record<string, string>;

/** No answer's body is needed; some have none although they could. */
const AS_TEXT = { parseAs: "text" } as const;
/** Tokens go into the browser's cookies, never into a body that pages could read. */
const transport = "cookie";

export function signIn(
  body: { email: string; password: string },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/auth/login", {
    body: { ...body, transport },
    headers,
    ...AS_TEXT,
  });
}

export function register(
  body: { email: string; display_name: string; password: string },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/auth/register", {
    body: { ...body, transport },
    headers,
    ...AS_TEXT,
  });
}

export function askForPasswordLink(
  body: { email: string },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/auth/password/forgot", { body, headers, ...AS_TEXT });
}

export function resetPassword(
  body: { token: string; password: string },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/auth/password/reset", { body, headers, ...AS_TEXT });
}

export function verifyEmail(body: { token: string }, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/auth/email/verify", { body, headers, ...AS_TEXT });
}

export function askForEmailLink(headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/auth/email/verification", { headers, ...AS_TEXT });
}

export function changeOwnAccount(
  body: { display_name?: string; email?: string; password?: string; current_password?: string },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/auth/me", { body, headers, ...AS_TEXT });
}

export function endSession(id: string, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().DELETE("/api/auth/sessions/{session_id}", {
    params: { path: { session_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function endAllSessions(headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().DELETE("/api/auth/sessions", { headers, ...AS_TEXT });
}

export function changeAccount(
  id: string,
  body: { role?: Role; is_active?: boolean },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/admin/accounts/{account_id}", {
    params: { path: { account_id: id } },
    body,
    headers,
    ...AS_TEXT,
  });
}
