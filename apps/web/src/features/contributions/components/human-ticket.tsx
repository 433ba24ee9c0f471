import styles from "./human-ticket.module.css";

/** What tells people from programs: when the form was opened, and a field that nobody sees. */
export function HumanTicket({ formToken }: { formToken: string }) {
  return (
    <>
      <input type="hidden" name="form_token" value={formToken} />
      <div className={styles.unseen} aria-hidden="true">
        <label>
          Leave this empty
          <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </div>
    </>
  );
}
