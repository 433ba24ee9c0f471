import "server-only";

import { formId } from "@/lib/address-ids";
import { FormRefusedError } from "@/lib/form-fields";
import type { Done, Place, Submission } from "@/lib/submitting";
import {
  categoriseEvent,
  hideEvent,
  keepApart,
  mergeDuplicates,
  mergeEvent,
  placeEvent,
  renameEvent,
  showEvent,
  splitEvent,
  unpinEvent,
} from "./actions";
import { eventPath } from "./model/paths";
import type { Pinnable } from "./model/types";
import { at, pairOf, saidAt, textOrNull, undoAt } from "./submission-parts";

export const eventForms: Record<string, Submission> = {
  hide: {
    form: "hide",
    page: at(eventPath),
    fields: ["reason"],
    kept: ["reason"],
    send: ({ reason = "" }, headers, place) =>
      hideEvent(formId(place.id), textOrNull(reason), headers),
    done: atEvent("The event is hidden: it appears nowhere."),
  },
  show: {
    form: "hide",
    page: at(eventPath),
    fields: [],
    send: (_, headers, place) => showEvent(formId(place.id), headers),
    done: atEvent("The event appears again."),
  },
  rename: {
    form: "rename",
    page: at(eventPath),
    fields: ["title"],
    kept: ["title"],
    send: ({ title = "" }, headers, place) => renameEvent(formId(place.id), title.trim(), headers),
    done: atEvent("The event has its new title, whatever its sources say."),
  },
  venue: {
    form: "venue",
    page: at(eventPath),
    fields: ["venue_id"],
    kept: ["venue_id"],
    send: ({ venue_id = "" }, headers, place) =>
      placeEvent(formId(place.id), venue_id === "" ? null : formId(venue_id), headers),
    done: atEvent("The venue is as you say, whatever its sources say."),
  },
  categories: {
    form: "categories",
    page: at(eventPath),
    fields: ["slugs"],
    lists: ["slugs"],
    send: ({ slugs = "" }, headers, place) =>
      categoriseEvent(formId(place.id), slugs === "" ? [] : slugs.split(","), headers),
    done: atEvent("The categories are as you say, whatever its sources say."),
  },
  unpin: {
    form: "unpin",
    page: at(eventPath),
    fields: ["field"],
    send: ({ field }, headers, place) => unpinEvent(formId(place.id), pinnable(field), headers),
    done: atEvent("That is left to its sources again."),
  },
  merge: {
    form: "merge",
    page: at(eventPath),
    fields: ["into_id"],
    send: ({ into_id }, headers, place) => mergeEvent(formId(place.id), formId(into_id), headers),
    done: ({ into_id = "" }) =>
      saidAt(eventPath(into_id), "The other event is part of this one now, and leads here."),
  },
  split: {
    form: "split",
    page: at(eventPath),
    fields: ["home_id"],
    send: ({ home_id }, headers, place) => splitEvent(formId(place.id), formId(home_id), headers),
    done: atEvent("That telling stands for itself now. No rule joins the two again."),
  },
  same: {
    form: "suspected",
    page: at(eventPath),
    fields: ["other_id"],
    send: ({ other_id }, headers, place) => {
      const id = formId(place.id);
      return mergeDuplicates(pairOf(id, formId(other_id)), id, headers);
    },
    done: atEvent("The other event is part of this one now, and leads here."),
  },
  apart: {
    form: "suspected",
    page: at(eventPath),
    fields: ["other_id"],
    send: ({ other_id }, headers, place) =>
      keepApart(pairOf(formId(place.id), formId(other_id)), headers),
    done: atEvent("They are two events, for ever."),
  },
  undo: undoAt(eventPath),
} satisfies Record<string, Submission>;

function atEvent(message: string): (fields: unknown, place: Place) => Done {
  return (_, { id = "" }) => saidAt(eventPath(id), message);
}

function pinnable(text: string | undefined): Pinnable {
  if (text !== "title" && text !== "venue_id" && text !== "categories") {
    throw new FormRefusedError(400, "What this form is about cannot be told from it.");
  }
  return text;
}
