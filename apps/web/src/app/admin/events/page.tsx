import { answeringPrivately } from "@/components/answers/answering-privately";
import { EventList } from "@/features/curation/components/event-list";
import { foundEvents } from "@/features/curation/queries";
import { textOf } from "@/lib/address-text";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/events">) => {
  const parameters = await searchParams;
  const slice = { search: textOf(parameters.search), before: textOf(parameters.before) };
  const page = await foundEvents(slice);
  return <EventList page={page} slice={slice} zone={siteSettings().timezone} />;
});
