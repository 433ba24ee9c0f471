import { answeringPrivately } from "@/components/answers/answering-privately";
import { Form } from "@/components/ui/form";
import { FormPage } from "@/features/accounts/components/form-page";
import { EMAIL_FIELD } from "@/features/accounts/model/fields";
import { FORGOT_PASSWORD, SIGN_IN } from "@/features/accounts/model/paths";
import { takeFlash } from "@/lib/flash-of-page";

export default answeringPrivately(async () => {
  const said = await takeFlash(FORGOT_PASSWORD);
  return (
    <FormPage
      title="Forgot your password?"
      intro="Tell us your e-mail address. We send a link to it, with which you can choose a new password."
      said={said}
      ways={[{ href: SIGN_IN, label: "Back to signing in" }]}
    >
      <Form
        name="forgot-password"
        action="/forgot-password/submit"
        said={said}
        fields={[EMAIL_FIELD]}
        submitLabel="Send the link"
      />
    </FormPage>
  );
});
