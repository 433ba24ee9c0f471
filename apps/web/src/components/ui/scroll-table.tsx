import type { ReactNode } from "react";
import styles from "./scroll-table.module.css";

interface ScrollTableProps {
  /** What the table lists; a screen reader announces it. */
  label: string;
  head: readonly { key: string; label: string; isNumber?: boolean }[];
  /** Its rows. */
  children: ReactNode;
}

/** A table that scrolls by itself where the screen is too narrow for it, by keyboard as well. */
export function ScrollTable({ label, head, children }: ScrollTableProps) {
  return (
    <section
      className={styles.frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map(({ key, label, isNumber = false }) => (
              <th key={key} scope="col" className={isNumber ? styles.number : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function NumberCell({ value }: { value: number }) {
  return (
    <td className={`${styles.number} ${value === 0 ? styles.none : ""}`}>
      {value.toLocaleString("en-US")}
    </td>
  );
}
