import { answeringPrivately } from "@/components/answers/answering-privately";
import { Form } from "@/components/ui/form";
import { FormPage } from "@/features/accounts/components/form-page";
import { IncompleteLink } from "@/features/accounts/components/incomplete-link";
import { newPasswordField } from "@/features/accounts/model/fields";
import { FORGOT_PASSWORD, RESET_PASSWORD } from "@/features/accounts/model/paths";
import { accountOptions } from "@/features/accounts/queries";
import { LONGEST_TOKEN, textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async ({ searchParams }: PageProps<"/reset-password">) => {
  const token = textOf((await searchParams).token, { longest: LONGEST_TOKEN });
  const again = { href: FORGOT_PASSWORD, label: "Ask for a new link" };
  if (token === "") {
    return <IncompleteLink way={again} />;
  }
  const options = await accountOptions();
  const said = await takeFlash(RESET_PASSWORD);
  return (
    <FormPage title="Choose a new password" said={said} ways={[again]}>
      <Form
        name="reset-password"
        action="/reset-password/submit"
        said={said}
        hidden={{ token }}
        fields={[newPasswordField("New password", options)]}
        submitLabel="Change the password"
      />
    </FormPage>
  );
});
