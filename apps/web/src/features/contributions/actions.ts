import "server-only";

import { personalApiClient } from "@/api/client";
import type { Answer } from "@/lib/submitting";
import type { NewReport, NewSubmission, Prefill, Similar, SubmissionChange } from "./model/types";

/* What the forms of people without an account ask of the API, one call each. */

/** Of the browser's request, as the API needs them. */
type ForwardedHeaders = Record<string, string>;

export function submitEvent(body: NewSubmission, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/submissions", { body, headers });
}

/** What is on the calendar that may be the same; an answer that is none names nothing. */
export async function findSimilar(
  body: { title: string; start: string; all_day: boolean; location: string },
  headers: ForwardedHeaders,
): Promise<Similar[]> {
  const { data } = await personalApiClient().POST("/api/submissions/similar", { body, headers });
  return data ?? [];
}

export function askForPrefill(body: { url: string }, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/submissions/prefill", { body, headers });
}

export function readCalendarFile(
  text: string,
  headers: ForwardedHeaders,
): Promise<Answer & { data?: Prefill[] | undefined }> {
  return personalApiClient().POST("/api/submissions/read-ics", {
    body: text,
    bodySerializer: (body: string) => body,
    headers: { ...headers, "Content-Type": "text/calendar" },
  });
}

export function changeSubmission(
  id: string,
  token: string,
  body: Required<SubmissionChange>,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/submissions/{submission_id}", {
    params: { path: { submission_id: id }, header: { "X-Edit-Token": token } },
    body,
    headers,
  });
}

export function withdrawSubmission(
  id: string,
  token: string,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/submissions/{submission_id}/withdraw", {
    params: { path: { submission_id: id }, header: { "X-Edit-Token": token } },
    headers,
  });
}

export function reportEvent(
  eventId: number,
  body: NewReport,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/events/{event_id}/reports", {
    params: { path: { event_id: eventId } },
    body,
    headers,
  });
}
