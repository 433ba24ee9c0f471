import "server-only";

import { personalApiClient } from "@/api/client";
import { NotHereError } from "@/lib/not-here";
import { asTheReader, expected, present } from "@/lib/private-answers";
import type { Errand, Feed, Run, RunDetail, Source, Venue } from "./model/types";

const NO_FEED = "There is no such feed, or it was removed.";
const NO_RUN = "There is no such run, or it is forgotten.";
const NO_ERRAND = "Nothing is known of this look any more: please start it anew.";

export async function sources(): Promise<Source[]> {
  return expected(await personalApiClient().GET("/api/admin/sources", await asTheReader()));
}

export async function source(id: number): Promise<Source> {
  const found = (await sources()).find((each) => each.id === id);
  if (found === undefined) {
    throw new NotHereError("There is no such source.");
  }
  return found;
}

export async function feeds(): Promise<Feed[]> {
  return expected(await personalApiClient().GET("/api/admin/feeds", await asTheReader()));
}

export async function feed(id: number): Promise<Feed> {
  const answer = await personalApiClient().GET("/api/admin/feeds/{feed_id}", {
    params: { path: { feed_id: id } },
    ...(await asTheReader()),
  });
  return present(answer, NO_FEED);
}

export async function runs(feedId: number): Promise<Run[]> {
  const answer = await personalApiClient().GET("/api/admin/feeds/{feed_id}/runs", {
    params: { path: { feed_id: feedId } },
    ...(await asTheReader()),
  });
  return present(answer, NO_FEED);
}

export async function run(id: number): Promise<RunDetail> {
  const answer = await personalApiClient().GET("/api/admin/runs/{run_id}", {
    params: { path: { run_id: id } },
    ...(await asTheReader()),
  });
  return present(answer, NO_RUN);
}

export async function foundFeeds(errand: string): Promise<Errand> {
  const answer = await personalApiClient().GET("/api/admin/feed-searches/{errand_id}", {
    params: { path: { errand_id: errand } },
    ...(await asTheReader()),
  });
  return present(answer, NO_ERRAND);
}

export async function preview(errand: string): Promise<Errand> {
  const answer = await personalApiClient().GET("/api/admin/feed-previews/{errand_id}", {
    params: { path: { errand_id: errand } },
    ...(await asTheReader()),
  });
  return present(answer, NO_ERRAND);
}

export async function dryRun(errand: string): Promise<Errand> {
  const answer = await personalApiClient().GET("/api/admin/feed-dry-runs/{errand_id}", {
    params: { path: { errand_id: errand } },
    ...(await asTheReader()),
  });
  return present(answer, NO_ERRAND);
}

export async function venues(): Promise<Venue[]> {
  return expected(await personalApiClient().GET("/api/venues", await asTheReader()));
}
