import { answeringPrivately } from "@/components/answers/answering-privately";
import { ThanksPage } from "@/features/contributions/components/thanks-page";
import { editLink, THANKS } from "@/features/contributions/model/paths";
import { requireEvents } from "@/features/events/components/require-events";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => {
  requireEvents();
  const said = await takeFlash(THANKS);
  const { id = "", token = "", contact_email: contactEmail = "" } = said?.values ?? {};
  const sent =
    said === null || id === ""
      ? null
      : { id, title: said.message, link: editLink(siteSettings().url, id, token), contactEmail };
  return <ThanksPage sent={sent} />;
});
