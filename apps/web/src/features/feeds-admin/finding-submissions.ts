import "server-only";

import { formId } from "@/lib/address-ids";
import { addressOf } from "@/lib/address-text";
import type { Submission } from "@/lib/submitting";
import { addFeed, addFeedOfNewSource, askForFeeds, askForPreview } from "./actions";
import { ADD_FEED, FIND_FEEDS, feedPath, foundPath, previewPath } from "./model/paths";
import type { NewFeed } from "./model/types";
import {
  adapterOf,
  idOf,
  isUploaded,
  kindOf,
  numberOf,
  saidAt,
  settingsOf,
  webAddress,
} from "./submission-parts";

/** Stands for the source that is named below in the same form. */
const NEW_SOURCE = "new";

export const findFeedsForm: Submission<"homepage"> = {
  form: "find",
  page: FIND_FEEDS,
  fields: ["homepage"],
  kept: ["homepage"],
  send: ({ homepage }, headers) => askForFeeds(webAddress(homepage), headers),
  done: (_, __, data) => ({ to: foundPath(idOf(data)) }),
};

export const previewForm: Submission<"url" | "adapter"> = {
  form: "preview",
  page: FIND_FEEDS,
  fields: ["url", "adapter"],
  kept: ["url", "adapter"],
  send: ({ url, adapter }, headers) =>
    askForPreview({ url: webAddress(url), adapter: adapterOf(adapter), zone: null }, headers),
  done: (_, __, data) => ({ to: previewPath(idOf(data)) }),
};

const ADDED_FIELDS = [
  "found",
  "looked",
  "n",
  "url",
  "adapter",
  "source",
  "source_name",
  "source_kind",
  "name",
  "zone",
  "venue_id",
  "interval_minutes",
  "state",
] as const;

export const addFeedForm: Submission<(typeof ADDED_FIELDS)[number]> = {
  form: "add-feed",
  page: ADD_FEED,
  fields: ADDED_FIELDS,
  kept: ADDED_FIELDS,
  address: ({ found, looked, n, source }) =>
    addressOf(ADD_FEED, { found, looked, n, source: source === NEW_SOURCE ? "" : source }),
  send: (fields, headers) => {
    const feed: NewFeed = {
      url: isUploaded(fields.adapter) ? fields.url.trim() : webAddress(fields.url),
      adapter: adapterOf(fields.adapter),
      ...settingsOf(fields),
      state: fields.state === "active" ? "active" : "paused",
    };
    if (fields.source !== NEW_SOURCE) {
      return addFeed(formId(fields.source), feed, headers);
    }
    const source = { name: fields.source_name.trim(), kind: kindOf(fields.source_kind) };
    return addFeedOfNewSource({ ...source, website: originOf(feed.url) }, feed, headers);
  },
  done: ({ state, adapter }, _, data) =>
    saidAt(feedPath(numberOf(data)), addedWords(state, adapter)),
};

function addedWords(state: string, adapter: string): string {
  if (isUploaded(adapter)) {
    return "The feed is added. Upload its first file below.";
  }
  return state === "active"
    ? "The feed is added and is being read for the first time."
    : "The feed is added, and paused. Resume it when it is to be read.";
}

function originOf(url: string): string | null {
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url).origin : null;
}
