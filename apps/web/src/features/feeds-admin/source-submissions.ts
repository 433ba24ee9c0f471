import "server-only";

import { formId } from "@/lib/address-ids";
import type { Submission } from "@/lib/submitting";
import { addSource, changeSource, removeSource } from "./actions";
import { ADD_SOURCE, FEEDS, removeSourcePath, sourcePath } from "./model/paths";
import { at, isKind, kindOf, numberOf, saidAt, textOrNull } from "./submission-parts";

const SOURCE_FIELDS = ["name", "kind", "website", "licence"] as const;

export const addSourceForm: Submission<(typeof SOURCE_FIELDS)[number]> = {
  form: "add-source",
  page: ADD_SOURCE,
  fields: SOURCE_FIELDS,
  kept: SOURCE_FIELDS,
  send: ({ name, kind, website, licence }, headers) =>
    addSource(
      {
        name: name.trim(),
        kind: kindOf(kind),
        website: textOrNull(website),
        licence: textOrNull(licence),
      },
      headers,
    ),
  done: ({ name }, _, data) =>
    saidAt(sourcePath(numberOf(data)), `${name.trim()} is added. It has no feeds yet.`),
};

const SOURCE_CHANGE_FIELDS = [...SOURCE_FIELDS, "rank"] as const;

export const sourceForms: Record<string, Submission> = {
  settings: {
    form: "settings",
    page: at(sourcePath),
    fields: SOURCE_CHANGE_FIELDS,
    kept: SOURCE_CHANGE_FIELDS,
    send: ({ name = "", kind = "", website = "", licence = "", rank = "" }, headers, place) =>
      changeSource(
        formId(place.id),
        {
          name: name.trim(),
          ...(isKind(kind) ? { kind } : {}),
          rank: Number(rank),
          website: textOrNull(website),
          licence: textOrNull(licence),
        },
        headers,
      ),
    done: (_, { id = "" }) => saidAt(sourcePath(id), "The source is changed."),
  },
} satisfies Record<string, Submission>;

export const removeSourceForm: Submission<never> = {
  form: "remove",
  page: at(removeSourcePath),
  fields: [],
  send: (_, headers, place) => removeSource(formId(place.id), headers),
  done: () => saidAt(FEEDS, "The source's feeds are removed. What they said of the past is kept."),
};
