import { Form } from "@/components/ui/form";
import styles from "@/components/ui/list-page.module.css";
import { Moment } from "@/components/ui/moment";
import { PrivateHead } from "@/components/ui/private-head";
import { Said } from "@/components/ui/said";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import type { Session } from "../model/account-types";
import { deviceWords } from "../model/device-words";
import { SESSIONS } from "../model/paths";
import { AccountLinks } from "./account-links";

interface SessionListProps {
  sessions: readonly Session[];
  said: Flash | null;
  zone: string;
}

/** Every device on which the account is signed in, last used first. */
export function SessionList({ sessions, said, zone }: SessionListProps) {
  const tell = momentsIn(zone);
  return (
    <div className={styles.page}>
      <PrivateHead title="Where you are signed in" said={said} />
      <header className={styles.head}>
        <h1>Where you are signed in</h1>
        <AccountLinks current={SESSIONS} />
        {said === null ? null : <Said said={said} />}
      </header>
      <ul className={styles.list}>
        {sessions.map((session) => (
          <li className={styles.entry} key={session.id}>
            <div className={styles.words}>
              <h2>
                {deviceWords(session.user_agent)}
                {session.is_current ? <span className={styles.tag}>This one</span> : null}
              </h2>
              <p>
                Last used <Moment instant={session.last_used_at} tell={tell} />
                {session.address === null ? null : `, from ${session.address}`}
              </p>
              <p className={styles.small}>
                Signed in <Moment instant={session.created_at} tell={tell} />
              </p>
            </div>
            {session.is_current ? null : <EndSession session={session} />}
          </li>
        ))}
      </ul>
      <section className={styles.end} aria-labelledby="everywhere-title">
        <h2 id="everywhere-title">Something here is not you?</h2>
        <p>Sign out everywhere, this device included, and then change your password.</p>
        <Form
          name="everywhere"
          action="/account/sessions/end-all/submit"
          said={null}
          submitLabel="Sign out everywhere"
          submitKind="grave"
        />
      </section>
    </div>
  );
}

function EndSession({ session }: { session: Session }) {
  return (
    <Form
      name={`end-${session.id}`}
      action="/account/sessions/end/submit"
      said={null}
      hidden={{ session: session.id }}
      submitKind="quiet"
      submitLabel={
        <>
          Sign out
          <span className="visually-hidden"> {deviceWords(session.user_agent)}</span>
        </>
      }
    />
  );
}
