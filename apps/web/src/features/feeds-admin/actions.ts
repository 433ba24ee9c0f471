import "server-only";

import { personalApiClient, uploadingApiClient } from "@/api/client";
import type { Answer } from "@/lib/submitting";
import type { AdapterName, FeedChange, NewFeed, NewSource, SourceChange } from "./model/types";

/*
 * What forms ask of the API. The answer is handed on as it is: its status, its body and, where it
 * refused, its problem document.
 */

/** Of the browser's request, as the API needs them. */
type ForwardedHeaders = Record<string, string>;

type Whole<Body> = Required<Body>;

/** Some answers have no body although they could. */
const AS_TEXT = { parseAs: "text" } as const;

export function addSource(body: NewSource, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/sources", { body, headers });
}

export function changeSource(
  id: number,
  body: SourceChange,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/admin/sources/{source_id}", {
    params: { path: { source_id: id } },
    body: body as Whole<SourceChange>,
    headers,
    ...AS_TEXT,
  });
}

export function removeSource(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().DELETE("/api/admin/sources/{source_id}", {
    params: { path: { source_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function addFeed(
  sourceId: number,
  body: NewFeed,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/sources/{source_id}/feeds", {
    params: { path: { source_id: sourceId } },
    body,
    headers,
  });
}

/** Adds a feed to the source of this name, which is made where there is none. */
export async function addFeedOfNewSource(
  source: NewSource,
  feed: NewFeed,
  headers: ForwardedHeaders,
): Promise<Answer> {
  const listed = await personalApiClient().GET("/api/admin/sources", { headers });
  const isMeant = ({ name }: { name: string }) => name.toLowerCase() === source.name.toLowerCase();
  const known = listed.data?.find(isMeant);
  if (known !== undefined) {
    return addFeed(known.id, feed, headers);
  }
  const made = await personalApiClient().POST("/api/admin/sources", { body: source, headers });
  return made.data === undefined ? made : addFeed(made.data.id, feed, headers);
}

export function changeFeed(
  id: number,
  body: FeedChange,
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().PATCH("/api/admin/feeds/{feed_id}", {
    params: { path: { feed_id: id } },
    body: body as Whole<FeedChange>,
    headers,
    ...AS_TEXT,
  });
}

export function removeFeed(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().DELETE("/api/admin/feeds/{feed_id}", {
    params: { path: { feed_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function runFeed(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/feeds/{feed_id}/run", {
    params: { path: { feed_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function acceptDrop(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/feeds/{feed_id}/accept-drop", {
    params: { path: { feed_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function askForDryRun(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/feeds/{feed_id}/dry-run", {
    params: { path: { feed_id: id } },
    headers,
  });
}

export function replayRun(id: number, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/runs/{run_id}/replay", {
    params: { path: { run_id: id } },
    headers,
    ...AS_TEXT,
  });
}

export function askForFeeds(homepage: string, headers: ForwardedHeaders): Promise<Answer> {
  return personalApiClient().POST("/api/admin/feed-searches", { body: { homepage }, headers });
}

export function askForPreview(
  body: { url: string; adapter: AdapterName; zone: string | null },
  headers: ForwardedHeaders,
): Promise<Answer> {
  return personalApiClient().POST("/api/admin/feed-previews", { body, headers });
}

/** The file itself is the request's body. */
export function uploadFile(id: number, file: Blob, headers: ForwardedHeaders): Promise<Answer> {
  return uploadingApiClient().POST("/api/admin/feeds/{feed_id}/upload", {
    params: { path: { feed_id: id } },
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as Blob,
    headers: { ...headers, "Content-Type": "application/octet-stream" },
  });
}
