import styles from "@/components/ui/rows.module.css";
import type { Problem } from "../model/candidates";

/** The lines of a feed that could not be read, each with the reason. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className={styles.rows}>
      {problems.map(({ reason, uid, line }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same trouble, and the list never changes.
        <li key={index}>
          <div className={styles.words}>
            <p>{reason}</p>
            <p className={styles.small}>
              {[line === null ? null : `Line ${line}`, uid].filter(Boolean).join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
