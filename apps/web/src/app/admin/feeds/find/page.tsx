import { answeringPrivately } from "@/components/answers/answering-privately";
import { FindPage } from "@/features/feeds-admin/components/find-page";
import { FIND_FEEDS } from "@/features/feeds-admin/model/paths";
import { sources } from "@/features/feeds-admin/queries";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async () => {
  // Asked only so that those who may not look are told so here already.
  await sources();
  return <FindPage said={await takeFlash(FIND_FEEDS)} />;
});
