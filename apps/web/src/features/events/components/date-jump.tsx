import type { LocalDate } from "../model/local-date";
import styles from "./date-jump.module.css";

/** A plain form: /day?date=… leads on to the day's own address. */
export function DateJump({ initial }: { initial: LocalDate }) {
  return (
    <form className={styles.form} action="/day" method="get">
      <label>
        Another day
        <input type="date" name="date" defaultValue={initial} required />
      </label>
      <button type="submit">Show the day</button>
    </form>
  );
}
