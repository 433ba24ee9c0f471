import type { ReactNode } from "react";
import styles from "./disclosure.module.css";

interface DisclosureProps {
  label: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}

/** What is shown only to who asks for it; a form that was refused comes back open. */
export function Disclosure({ label, isOpen = false, children }: DisclosureProps) {
  return (
    <details className={styles.disclosure} open={isOpen}>
      <summary>{label}</summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
