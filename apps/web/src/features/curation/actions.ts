import "server-only";

import { personalApiClient } from "@/api/client";
import type { Answer } from "@/lib/submitting";
import type { ContentChange, NewVenue, Pinnable, VenueChange } from "./model/types";

/*
 * What forms ask of the API, one call each. The answer is handed on as it is: its status, its body
 * and, where it refused, its problem document.
 */

/** Of the browser's request, as the API needs them. */
type ForwardedHeaders = Record<string, string>;

function ofEvent(id: number, headers: ForwardedHeaders) {
  return { params: { path: { event_id: id } }, headers };
}

function ofVenue(id: number, headers: ForwardedHeaders) {
  return { params: { path: { venue_id: id } }, headers };
}

function ofQuestion(id: number, headers: ForwardedHeaders) {
  return { params: { path: { question_id: id } }, headers };
}

export function hideEvent(
  id: number,
  reason: string | null,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/hide", {
    ...ofEvent(id, headers),
    body: { reason },
  });
}

export function showEvent(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/show", ofEvent(id, headers));
}

export function renameEvent(id: number, title: string, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/rename", {
    ...ofEvent(id, headers),
    body: { title },
  });
}

export function placeEvent(
  id: number,
  venue_id: number | null,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/venue", {
    ...ofEvent(id, headers),
    body: { venue_id },
  });
}

export function categoriseEvent(
  id: number,
  slugs: string[],
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/categories", {
    ...ofEvent(id, headers),
    body: { slugs },
  });
}

export function unpinEvent(
  id: number,
  field: Pinnable,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/unpin", {
    ...ofEvent(id, headers),
    body: { field },
  });
}

export function mergeEvent(
  id: number,
  into_id: number,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/merge", {
    ...ofEvent(id, headers),
    body: { into_id },
  });
}

export function splitEvent(
  id: number,
  home_id: number,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/events/{event_id}/split", {
    ...ofEvent(id, headers),
    body: { home_id },
  });
}

export function undoDecision(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/decisions/{decision_id}/undo", {
    params: { path: { decision_id: id } },
    headers,
  });
}

export function mergeDuplicates(
  [low_id, high_id]: readonly [number, number],
  into_id: number,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/duplicates/{low_id}/{high_id}/merge", {
    params: { path: { low_id, high_id } },
    body: { into_id },
    headers,
  });
}

export function keepApart(
  [low_id, high_id]: readonly [number, number],
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/duplicates/{low_id}/{high_id}/apart", {
    params: { path: { low_id, high_id } },
    headers,
  });
}

export function addVenue(body: NewVenue, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/venues", { body, headers });
}

export function changeVenue(
  id: number,
  body: VenueChange,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/admin/venues/{venue_id}", {
    ...ofVenue(id, headers),
    body: body as Required<VenueChange>,
  });
}

export function addAlias(id: number, text: string, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/venues/{venue_id}/aliases", {
    ...ofVenue(id, headers),
    body: { text },
  });
}

export function removeAlias(
  id: number,
  normal_form: string,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().DELETE("/api/admin/venues/{venue_id}/aliases/{normal_form}", {
    params: { path: { venue_id: id, normal_form } },
    headers,
  });
}

export function mergeVenue(
  id: number,
  into_id: number,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/venues/{venue_id}/merge", {
    ...ofVenue(id, headers),
    body: { into_id },
  });
}

export function linkPlace(
  id: number,
  venue_id: number,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/venue-questions/{question_id}/link", {
    ...ofQuestion(id, headers),
    body: { venue_id },
  });
}

export function createVenueOfPlace(
  id: number,
  body: { name: string; address: string | null; area: string | null },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/venue-questions/{question_id}/create", {
    ...ofQuestion(id, headers),
    body,
  });
}

export function dismissPlace(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST(
    "/api/admin/venue-questions/{question_id}/dismiss",
    ofQuestion(id, headers),
  );
}

function ofSubmission(id: string, headers: ForwardedHeaders) {
  return { params: { path: { submission_id: id } }, headers };
}

export function changeSubmission(
  id: string,
  body: ContentChange,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/admin/submissions/{submission_id}", {
    ...ofSubmission(id, headers),
    body: body as Required<ContentChange>,
  });
}

export function publishSubmission(id: string, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST(
    "/api/admin/submissions/{submission_id}/publish",
    ofSubmission(id, headers),
  );
}

export function refuseSubmission(
  id: string,
  reason: string,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/submissions/{submission_id}/refuse", {
    ...ofSubmission(id, headers),
    body: { reason },
  });
}

export function decideReport(
  id: number,
  deed: "resolve" | "dismiss" | "reopen",
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST(`/api/admin/reports/{report_id}/${deed}`, {
    params: { path: { report_id: id } },
    headers,
  });
}
