import { answeringPrivately } from "@/components/answers/answering-privately";
import { AddFeedPage } from "@/features/feeds-admin/components/add-feed-page";
import { type Candidate, candidatesOf } from "@/features/feeds-admin/model/candidates";
import { ADD_FEED } from "@/features/feeds-admin/model/paths";
import { foundFeeds, preview, sources, venues } from "@/features/feeds-admin/queries";
import { pageUuid } from "@/lib/address-ids";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/feeds/add">) => {
  const parameters = await searchParams;
  const from = {
    found: textOf(parameters.found),
    looked: textOf(parameters.looked),
    n: textOf(parameters.n),
    source: textOf(parameters.source),
  };
  const [allSources, allVenues, candidate] = await Promise.all([
    sources(),
    venues(),
    candidateFrom(from),
  ]);
  return (
    <AddFeedPage
      sources={allSources}
      venues={allVenues}
      candidate={candidate}
      from={from}
      said={await takeFlash(ADD_FEED)}
      zone={siteSettings().timezone}
    />
  );
});

/** Feeds are named by the look that found them: an address may be the password of a calendar. */
async function candidateFrom({
  found,
  looked,
  n,
}: Record<"found" | "looked" | "n", string>): Promise<Candidate | null> {
  if (found === "" && looked === "") {
    return null;
  }
  const errand = found === "" ? await preview(pageUuid(looked)) : await foundFeeds(pageUuid(found));
  return candidatesOf(errand.result)[Number(n)] ?? null;
}
