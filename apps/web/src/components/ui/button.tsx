import type { ReactNode } from "react";
import styles from "./button.module.css";

interface ButtonProps {
  kind?: "main" | "quiet" | "grave";
  children: ReactNode;
}

/** Sends the form that it stands in. */
export function Button({ kind = "main", children }: ButtonProps) {
  return (
    <button className={`${styles.button} ${styles[kind]}`} type="submit">
      {children}
    </button>
  );
}
