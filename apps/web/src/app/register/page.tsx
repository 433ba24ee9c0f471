import { redirect } from "next/navigation";
import { AnswerPage } from "@/components/answers/answer-page";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { Form } from "@/components/ui/form";
import { FormPage } from "@/features/accounts/components/form-page";
import { EMAIL_FIELD, NAME_FIELD, newPasswordField } from "@/features/accounts/model/fields";
import { ACCOUNT, REGISTER, SIGN_IN, withOnward } from "@/features/accounts/model/paths";
import { accountOptions, knownReader } from "@/features/accounts/queries";
import { textOf } from "@/lib/address-text";
import { setResponseStatus } from "@/lib/current-response";
import { takeFlash } from "@/lib/flash-of-page";
import { localPathOr } from "@/lib/local-path";

export default answeringPrivately(async ({ searchParams }: PageProps<"/register">) => {
  const onward = localPathOr("", textOf((await searchParams).then, { longest: 2_000 }));
  const [reader, options] = await Promise.all([knownReader(), accountOptions()]);
  if (reader !== "nobody" && reader !== null) {
    redirect(onward || ACCOUNT);
  }
  const signIn = { href: withOnward(SIGN_IN, onward), label: "Sign in" };
  if (!options.is_registration_open) {
    setResponseStatus(403);
    return (
      <AnswerPage
        title="Registration is closed"
        sentence="New accounts are made by the people who run this site. If you have one, you can sign in."
        ways={[signIn]}
      />
    );
  }
  const said = await takeFlash(REGISTER);
  return (
    <FormPage
      title="Make an account"
      said={said}
      ways={[{ ...signIn, label: "I have an account: sign in" }]}
    >
      <Form
        name="register"
        action="/register/submit"
        said={said}
        hidden={{ onward }}
        fields={[NAME_FIELD, EMAIL_FIELD, newPasswordField("Password", options)]}
        submitLabel="Make the account"
      />
    </FormPage>
  );
});
