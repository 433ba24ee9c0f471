import type { Flash } from "@/lib/flash";
import styles from "./said.module.css";

interface SaidProps {
  said: Flash;
  /** The id of the input for a field, to which its message leads. */
  inputId?: (field: string) => string;
}

/** What became of a form. It takes the focus, so that a screen reader begins with it. */
export function Said({ said, inputId }: SaidProps) {
  const fields = inputId === undefined ? [] : Object.entries(said.fieldMessages);
  return (
    <div
      className={`${styles.said} ${said.isRefused ? styles.refused : styles.done}`}
      role={said.isRefused ? "alert" : "status"}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page comes as the answer to a form, and this is the answer.
      autoFocus
    >
      <p className={styles.message}>{said.message}</p>
      {fields.length === 0 ? null : (
        <ul>
          {fields.map(([field, message]) => (
            <li key={field}>
              <a href={`#${inputId?.(field)}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
