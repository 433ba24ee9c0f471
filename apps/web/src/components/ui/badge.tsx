import type { ReactNode } from "react";
import styles from "./badge.module.css";

export type BadgeKind = "good" | "alert" | "notice" | "plain";

/** A word or two on how something is; never by its colour alone. */
export function Badge({ kind = "plain", children }: { kind?: BadgeKind; children: ReactNode }) {
  return <span className={`${styles.badge} ${styles[kind]}`}>{children}</span>;
}
