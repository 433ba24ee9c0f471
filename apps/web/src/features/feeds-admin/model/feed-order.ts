import type { Feed, Source } from "./types";

/** Each source with its feeds, in the order of the sources. */
export function feedsBySource(
  sources: readonly Source[],
  feeds: readonly Feed[],
): { source: Source; feeds: Feed[] }[] {
  const bySource = new Map<number, Feed[]>(sources.map(({ id }) => [id, []]));
  for (const feed of feeds) {
    bySource.get(feed.source_id)?.push(feed);
  }
  return sources.map((source) => ({ source, feeds: bySource.get(source.id) ?? [] }));
}

/** The feeds that do not do well: those in trouble before those of which nothing is heard. */
export function needALook(feeds: readonly Feed[]): Feed[] {
  return [
    ...feeds.filter(({ health }) => health === "trouble"),
    ...feeds.filter(({ health }) => health === "stale"),
  ];
}
