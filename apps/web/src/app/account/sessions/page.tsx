import { answeringPrivately } from "@/components/answers/answering-privately";
import { SessionList } from "@/features/accounts/components/session-list";
import { SESSIONS } from "@/features/accounts/model/paths";
import { requireAccount, sessions } from "@/features/accounts/queries";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => {
  await requireAccount();
  const listed = await sessions();
  const said = await takeFlash(SESSIONS);
  return <SessionList sessions={listed} said={said} zone={siteSettings().timezone} />;
});
