import { redirect } from "next/navigation";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { Form } from "@/components/ui/form";
import { FormPage } from "@/features/accounts/components/form-page";
import { currentPasswordField, EMAIL_FIELD } from "@/features/accounts/model/fields";
import {
  ACCOUNT,
  FORGOT_PASSWORD,
  REGISTER,
  SIGN_IN,
  withOnward,
} from "@/features/accounts/model/paths";
import { isRegistrationOffered, knownReader } from "@/features/accounts/queries";
import { textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";
import { localPathOr } from "@/lib/local-path";

export default answeringPrivately(async ({ searchParams }: PageProps<"/sign-in">) => {
  const onward = localPathOr("", textOf((await searchParams).then, { longest: 2_000 }));
  const [reader, isOffered] = await Promise.all([knownReader(), isRegistrationOffered()]);
  if (reader !== "nobody" && reader !== null) {
    redirect(onward || ACCOUNT);
  }
  const said = await takeFlash(SIGN_IN);
  const register = { href: withOnward(REGISTER, onward), label: "Make an account" };
  return (
    <FormPage
      title="Sign in"
      said={said}
      ways={[
        { href: FORGOT_PASSWORD, label: "Forgot your password?" },
        ...(isOffered ? [register] : []),
      ]}
    >
      <Form
        name="sign-in"
        action="/sign-in/submit"
        said={said}
        hidden={{ onward }}
        fields={[EMAIL_FIELD, currentPasswordField("password", "Password")]}
        submitLabel="Sign in"
      />
    </FormPage>
  );
});
