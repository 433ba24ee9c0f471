import { answeringPrivately } from "@/components/answers/answering-privately";
import { PlaceQueue } from "@/features/curation/components/place-queue";
import { PLACES } from "@/features/curation/model/paths";
import { questions, venues } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/places">) => {
  const before = textOf((await searchParams).before);
  const [page, allVenues] = await Promise.all([questions(before), venues()]);
  return (
    <PlaceQueue
      page={page}
      venues={allVenues}
      before={before}
      said={await takeFlash(PLACES)}
      zone={siteSettings().timezone}
    />
  );
});
