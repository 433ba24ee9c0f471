import { answeringPrivately } from "@/components/answers/answering-privately";
import { InboxPage } from "@/features/curation/components/inbox-page";
import { inbox } from "@/features/curation/queries";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => (
  <InboxPage inbox={await inbox()} zone={siteSettings().timezone} />
));
