import { answeringPrivately } from "@/components/answers/answering-privately";
import { Form } from "@/components/ui/form";
import { Said } from "@/components/ui/said";
import { FormPage } from "@/features/accounts/components/form-page";
import { IncompleteLink } from "@/features/accounts/components/incomplete-link";
import { ACCOUNT, VERIFY_EMAIL } from "@/features/accounts/model/paths";
import { LONGEST_TOKEN, textOf } from "@/lib/address-text";
import { takeFlash } from "@/lib/flash-of-page";

const TO_ACCOUNT = { href: ACCOUNT, label: "To your account" };

/** Opening it changes nothing: programs that look for harmful links in mails open every one. */
export default answeringPrivately(async ({ searchParams }: PageProps<"/verify-email">) => {
  const token = textOf((await searchParams).token, { longest: LONGEST_TOKEN });
  const said = await takeFlash(VERIFY_EMAIL);
  if (said !== null && !said.isRefused) {
    return (
      <FormPage title="Your e-mail address" ways={[TO_ACCOUNT]}>
        <Said said={said} />
      </FormPage>
    );
  }
  if (token === "") {
    return <IncompleteLink way={TO_ACCOUNT} />;
  }
  return (
    <FormPage
      title="Confirm your e-mail address"
      intro="One press of the button tells us that the mail reached you."
      said={said}
      ways={[TO_ACCOUNT]}
    >
      <Form
        name="verify-email"
        action="/verify-email/submit"
        said={said}
        hidden={{ token }}
        submitLabel="Confirm the address"
      />
    </FormPage>
  );
});
