import { answeringPrivately } from "@/components/answers/answering-privately";
import { OwnAccount } from "@/features/accounts/components/own-account";
import { ACCOUNT } from "@/features/accounts/model/paths";
import { accountOptions, requireAccount } from "@/features/accounts/queries";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async () => {
  const [account, options] = await Promise.all([requireAccount(), accountOptions()]);
  return <OwnAccount account={account} options={options} said={await takeFlash(ACCOUNT)} />;
});
