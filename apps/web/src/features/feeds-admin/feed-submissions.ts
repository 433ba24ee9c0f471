import "server-only";

import { formId } from "@/lib/address-ids";
import type { Submission } from "@/lib/submitting";
import type { FileSubmission } from "@/lib/submitting-file";
import {
  acceptDrop,
  askForDryRun,
  changeFeed,
  removeFeed,
  replayRun,
  runFeed,
  uploadFile,
} from "./actions";
import { counted } from "./model/feed-words";
import { dryRunPath, FEEDS, feedPath, removeFeedPath, runPath } from "./model/paths";
import type { Upload } from "./model/types";
import { adapterOf, at, idOf, SETTINGS_FIELDS, saidAt, settingsOf } from "./submission-parts";

/** The API takes files of this size. */
const LARGEST_UPLOAD_BYTES = 20 * 1024 * 1024;

export const feedForms: Record<string, Submission> = {
  settings: {
    form: "settings",
    page: at(feedPath),
    fields: SETTINGS_FIELDS,
    kept: SETTINGS_FIELDS,
    send: (fields, headers, place) =>
      changeFeed(
        formId(place.id),
        {
          url: fields.url?.trim() ?? "",
          adapter: adapterOf(fields.adapter),
          ...settingsOf(fields),
        },
        headers,
      ),
    done: (_, { id = "" }) =>
      saidAt(feedPath(id), "The settings are changed; they count from the next reading on."),
  },
  pause: {
    form: "state",
    page: at(feedPath),
    fields: [],
    send: (_, headers, place) => changeFeed(formId(place.id), { state: "paused" }, headers),
    done: (_, { id = "" }) =>
      saidAt(feedPath(id), "The feed is paused: it is not read until you resume it."),
  },
  resume: {
    form: "state",
    page: at(feedPath),
    fields: [],
    send: (_, headers, place) => changeFeed(formId(place.id), { state: "active" }, headers),
    done: (_, { id = "" }) => saidAt(feedPath(id), "The feed is read from now on."),
  },
  run: {
    form: "state",
    page: at(feedPath),
    fields: [],
    send: (_, headers, place) => runFeed(formId(place.id), headers),
    done: (_, { id = "" }) =>
      saidAt(feedPath(id), "The feed is being read. Its run is listed below in a moment."),
  },
  "dry-run": {
    form: "state",
    page: at(feedPath),
    fields: [],
    send: (_, headers, place) => askForDryRun(formId(place.id), headers),
    done: (_, { id = "" }, data) => ({ to: dryRunPath(id, idOf(data)) }),
  },
  "accept-drop": {
    form: "accept-drop",
    page: at(feedPath),
    fields: [],
    send: (_, headers, place) => acceptDrop(formId(place.id), headers),
    done: (_, { id = "" }) =>
      saidAt(feedPath(id), "Thank you. The feed is read once more, and believed this time."),
  },
} satisfies Record<string, Submission>;

export const removeFeedForm: Submission<never> = {
  form: "remove",
  page: at(removeFeedPath),
  fields: [],
  send: (_, headers, place) => removeFeed(formId(place.id), headers),
  done: () => saidAt(FEEDS, "The feed is removed. What it said of the past is kept."),
};

export const uploadForm: FileSubmission = {
  form: "upload",
  page: at(feedPath),
  file: "file",
  mostBytes: LARGEST_UPLOAD_BYTES,
  send: (file, headers, place) => uploadFile(formId(place.id), file, headers),
  done: (_, { id = "" }, data) => saidAt(feedPath(id), uploadedWords(data as Upload)),
};

export const replayForm: Submission<never> = {
  form: "replay",
  page: at(runPath),
  fields: [],
  send: (_, headers, place) => replayRun(formId(place.id), headers),
  done: (_, { id = "" }) =>
    saidAt(runPath(id), "What this run read is being stored once more, as a run of its own."),
};

function uploadedWords({ found_count, new_count, changed_count, skipped_count }: Upload): string {
  const skipped =
    skipped_count === 0 ? "" : ` ${counted(skipped_count, "event")} could not be read.`;
  return `The file is stored: ${counted(found_count, "date")} found, ${new_count} new, ${changed_count} changed.${skipped}`;
}
