import "server-only";

import { personalApiClient } from "@/api/client";
import { asTheReader, expected, listed, present } from "@/lib/private-answers";
import type { Names } from "./model/decision-words";
import type {
  Category,
  Decisions,
  Duplicates,
  FoundEvents,
  Inbox,
  ManagedSubmissions,
  ManagedVenues,
  Questions,
  Report,
  Reports,
  SubmissionDetail,
  SubmissionState,
  Trace,
  Venue,
  VenueDetail,
} from "./model/types";

const LISTED = 50;

export async function inbox(): Promise<Inbox> {
  return expected(await personalApiClient().GET("/api/admin/inbox", await asTheReader()));
}

/** Hidden and merged ones too; `search` is part of a title or address, or an id. */
export async function foundEvents({
  search,
  before = "",
  limit = LISTED,
}: {
  search: string;
  before?: string;
  limit?: number;
}): Promise<FoundEvents> {
  const query = { limit, ...given("q", search), ...givenNumber("before", before) };
  return listed(
    await personalApiClient().GET("/api/admin/events", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function trace(id: number): Promise<Trace> {
  const answer = await personalApiClient().GET("/api/admin/events/{event_id}", {
    params: { path: { event_id: id } },
    ...(await asTheReader()),
  });
  return present(answer, "There is no such event.");
}

export async function decisions(before: string): Promise<Decisions> {
  const query = { limit: LISTED, ...givenNumber("before", before) };
  return listed(
    await personalApiClient().GET("/api/admin/decisions", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function managedVenues({
  search,
  after = "",
}: {
  search: string;
  after?: string;
}): Promise<ManagedVenues> {
  const query = { limit: LISTED, ...given("q", search), ...givenNumber("after", after) };
  return listed(
    await personalApiClient().GET("/api/admin/venues", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function managedVenue(id: number): Promise<VenueDetail> {
  const answer = await personalApiClient().GET("/api/admin/venues/{venue_id}", {
    params: { path: { venue_id: id } },
    ...(await asTheReader()),
  });
  return present(answer, "There is no such venue.");
}

export async function questions(before: string): Promise<Questions> {
  const query = { limit: LISTED, ...givenNumber("before", before) };
  return listed(
    await personalApiClient().GET("/api/admin/venue-questions", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function duplicates(offset: string): Promise<Duplicates> {
  const query = { limit: LISTED, ...givenNumber("offset", offset) };
  return listed(
    await personalApiClient().GET("/api/admin/duplicates", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

/** `state` is one of the states of submissions, or empty for all. */
export async function submissions({
  state,
  before,
}: {
  state: SubmissionState | "";
  before: string;
}): Promise<ManagedSubmissions> {
  const query = { limit: LISTED, ...(state === "" ? {} : { state }), ...given("before", before) };
  return listed(
    await personalApiClient().GET("/api/admin/submissions", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function submission(id: string): Promise<SubmissionDetail> {
  const answer = await personalApiClient().GET("/api/admin/submissions/{submission_id}", {
    params: { path: { submission_id: id } },
    ...(await asTheReader()),
  });
  return present(answer, "There is no such submission.");
}

export async function reports({
  state,
  before,
}: {
  state: Report["state"] | "";
  before: string;
}): Promise<Reports> {
  const query = {
    limit: LISTED,
    ...(state === "" ? {} : { state }),
    ...givenNumber("before", before),
  };
  return listed(
    await personalApiClient().GET("/api/admin/reports", {
      params: { query },
      ...(await asTheReader()),
    }),
  );
}

export async function venues(): Promise<Venue[]> {
  return expected(await personalApiClient().GET("/api/venues", await asTheReader()));
}

export async function categories(): Promise<Category[]> {
  return expected(await personalApiClient().GET("/api/categories", await asTheReader()));
}

/** What the ids and slugs in decisions stand for. */
export async function names(): Promise<Names> {
  const [allVenues, allCategories] = await Promise.all([venues(), categories()]);
  return {
    venues: new Map(allVenues.map(({ id, name }) => [id, name])),
    categories: new Map(allCategories.map(({ slug, name }) => [slug, name])),
  };
}

function given<Name extends string>(name: Name, text: string): { [key in Name]?: string } {
  return text === "" ? {} : ({ [name]: text } as { [key in Name]: string });
}

/** What is no number is refused by the API, in its own words. */
function givenNumber<Name extends string>(name: Name, text: string): { [key in Name]?: number } {
  return text === "" ? {} : ({ [name]: Number(text) } as { [key in Name]: number });
}
