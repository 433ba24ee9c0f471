import { Form } from "@/components/ui/form";
import { PrivateHead } from "@/components/ui/private-head";
import { Said } from "@/components/ui/said";
import type { Flash } from "@/lib/flash";
import type { Account, Options } from "../model/account-types";
import { currentPasswordField, EMAIL_FIELD, NAME_FIELD, newPasswordField } from "../model/fields";
import { ACCOUNT } from "../model/paths";
import { AccountLinks } from "./account-links";
import styles from "./own-account.module.css";

interface OwnAccountProps {
  account: Account;
  options: Options;
  said: Flash | null;
}

/** One's own account; each thing that can be changed is a form of its own. */
export function OwnAccount({ account, options, said }: OwnAccountProps) {
  return (
    <div className={styles.page}>
      <PrivateHead title="Your account" said={said} />
      <header className={styles.head}>
        <h1>Your account</h1>
        <AccountLinks current={ACCOUNT} />
        {said?.form === "account" ? <Said said={said} /> : null}
      </header>
      <section className={styles.card} aria-labelledby="name-title">
        <h2 id="name-title">Name</h2>
        <Form
          name="name"
          action="/account/name/submit"
          said={said}
          fields={[{ ...NAME_FIELD, initial: account.display_name }]}
          submitLabel="Change the name"
        />
      </section>
      <Email account={account} said={said} />
      <section className={styles.card} aria-labelledby="password-title">
        <h2 id="password-title">Password</h2>
        <Form
          name="password"
          action="/account/password/submit"
          said={said}
          fields={[
            currentPasswordField("current_password", "Current password"),
            newPasswordField("New password", options),
          ]}
          submitLabel="Change the password"
        >
          <WhosePassword account={account} />
        </Form>
      </section>
      <section className={styles.card} aria-labelledby="sign-out-title">
        <h2 id="sign-out-title">Sign out</h2>
        <p>On this device only. Elsewhere you stay signed in.</p>
        <SignOut />
      </section>
    </div>
  );
}

function Email({ account, said }: Omit<OwnAccountProps, "options">) {
  return (
    <section className={styles.card} aria-labelledby="email-title">
      <h2 id="email-title">E-mail address</h2>
      {account.is_email_verified ? (
        <p>
          <strong className={styles.address}>{account.email}</strong> is confirmed.
        </p>
      ) : (
        <div className={styles.unconfirmed}>
          <p>
            <strong className={styles.address}>{account.email}</strong> is not confirmed yet. Please
            open the link in the mail that we sent to it.
          </p>
          <Form
            name="verification"
            action="/account/verification/submit"
            said={said}
            submitLabel="Send the link again"
            submitKind="quiet"
          />
        </div>
      )}
      <Form
        name="email"
        action="/account/email/submit"
        said={said}
        fields={[
          { ...EMAIL_FIELD, label: "New e-mail address", autoComplete: "email" },
          currentPasswordField("current_password", "Current password"),
        ]}
        submitLabel="Change the address"
      >
        <WhosePassword account={account} />
      </Form>
    </section>
  );
}

/** For password managers; the handlers leave it out. */
function WhosePassword({ account }: Pick<OwnAccountProps, "account">) {
  return (
    <input
      hidden
      type="email"
      name="username"
      autoComplete="username"
      defaultValue={account.email}
    />
  );
}

/** Sent to the API itself: only there the browser shows the cookie that is to be ended. */
function SignOut() {
  return (
    <Form
      name="sign-out"
      action="/api/auth/logout?to=/"
      said={null}
      submitLabel="Sign out"
      submitKind="quiet"
    />
  );
}
