import "server-only";

import { formId } from "@/lib/address-ids";
import type { Done, Place, Submission } from "@/lib/submitting";
import {
  addAlias,
  addVenue,
  changeVenue,
  createVenueOfPlace,
  dismissPlace,
  linkPlace,
  mergeVenue,
  removeAlias,
} from "./actions";
import { ADD_VENUE, PLACES, venuePath } from "./model/paths";
import { at, saidAt, textOrNull, undoAt } from "./submission-parts";

export const venueForms: Record<string, Submission> = {
  settings: {
    form: "settings",
    page: at(venuePath),
    fields: ["name", "address", "area", "website", "parent_id"],
    kept: ["name", "address", "area", "website", "parent_id"],
    send: ({ parent_id = "", ...fields }, headers, place) =>
      changeVenue(
        formId(place.id),
        { ...venueOf(fields), parent_id: parent_id === "" ? null : formId(parent_id) },
        headers,
      ),
    done: atVenue("The venue is changed. Its address on this site stays."),
  },
  alias: {
    form: "alias",
    page: at(venuePath),
    fields: ["text"],
    kept: ["text"],
    send: ({ text = "" }, headers, place) => addAlias(formId(place.id), text.trim(), headers),
    done: atVenue("Every date at a place of that name is linked with this venue now."),
  },
  "remove-alias": {
    form: "aliases",
    page: at(venuePath),
    fields: ["normal_form"],
    send: ({ normal_form = "" }, headers, place) =>
      removeAlias(formId(place.id), normal_form, headers),
    done: atVenue("The venue goes by that name no more."),
  },
  merge: {
    form: "merge",
    page: at(venuePath),
    fields: ["into_id"],
    send: ({ into_id }, headers, place) => mergeVenue(formId(place.id), formId(into_id), headers),
    done: ({ into_id = "" }) =>
      saidAt(
        venuePath(into_id),
        "The other venue is part of this one now; its address leads here.",
      ),
  },
  undo: undoAt(venuePath),
} satisfies Record<string, Submission>;

const VENUE_FIELDS = ["name", "address", "area", "website", "parent_id"] as const;

export const addVenueForm: Submission<(typeof VENUE_FIELDS)[number]> = {
  form: "add-venue",
  page: ADD_VENUE,
  fields: VENUE_FIELDS,
  kept: VENUE_FIELDS,
  send: ({ parent_id, ...fields }, headers) =>
    addVenue(
      { ...venueOf(fields), parent_id: parent_id === "" ? null : formId(parent_id) },
      headers,
    ),
  done: ({ name }, _, data) =>
    saidAt(
      venuePath(formId(String((data as { id?: number } | undefined)?.id))),
      `${name.trim()} is added.`,
    ),
};

export const placeForms: Record<string, Submission> = {
  link: {
    form: "place",
    page: PLACES,
    fields: ["question", "place", "venue_id"],
    send: ({ question, venue_id }, headers) =>
      linkPlace(formId(question), formId(venue_id), headers),
    done: ({ place = "" }) =>
      saidAt(PLACES, `Every date at “${place}” is linked, and every later one will be.`),
  },
  create: {
    form: "place",
    page: PLACES,
    fields: ["question", "place", "name", "address", "area"],
    send: ({ question, ...fields }, headers) => {
      const { name, address, area } = venueOf(fields);
      return createVenueOfPlace(formId(question), { name, address, area }, headers);
    },
    done: ({ name = "", place = "" }) =>
      saidAt(PLACES, `${name.trim()} is a venue now, and every date at “${place}” is there.`),
  },
  dismiss: {
    form: "place",
    page: PLACES,
    fields: ["question", "place"],
    send: ({ question }, headers) => dismissPlace(formId(question), headers),
    done: ({ place = "" }) =>
      saidAt(PLACES, `“${place}” is none of our venues. It is not asked about again.`),
  },
} satisfies Record<string, Submission>;

function atVenue(message: string): (fields: unknown, place: Place) => Done {
  return (_, { id = "" }) => saidAt(venuePath(id), message);
}

function venueOf({
  name = "",
  address = "",
  area = "",
  website = "",
}: Readonly<Partial<Record<string, string>>>) {
  return {
    name: name.trim(),
    address: textOrNull(address),
    area: textOrNull(area),
    website: textOrNull(website),
  };
}
