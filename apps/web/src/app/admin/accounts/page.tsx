import { answeringPrivately } from "@/components/answers/answering-privately";
import { AccountList } from "@/features/accounts/components/account-list";
import { ACCOUNTS } from "@/features/accounts/model/paths";
import { accounts, requireAccount } from "@/features/accounts/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin/accounts">) => {
  const parameters = await searchParams;
  const slice = { search: textOf(parameters.search), after: textOf(parameters.after) };
  const reader = await requireAccount();
  const page = await accounts(slice);
  const said = await takeFlash(ACCOUNTS);
  return (
    <AccountList
      page={page}
      slice={slice}
      said={said}
      ownId={reader.id}
      zone={siteSettings().timezone}
    />
  );
});
