import { answeringPrivately } from "@/components/answers/answering-privately";
import { AddSourcePage } from "@/features/feeds-admin/components/source-page";
import { ADD_SOURCE } from "@/features/feeds-admin/model/paths";
import { sources } from "@/features/feeds-admin/queries";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async () => {
  // Asked only so that those who may not add one are told so here already.
  await sources();
  return <AddSourcePage said={await takeFlash(ADD_SOURCE)} />;
});
