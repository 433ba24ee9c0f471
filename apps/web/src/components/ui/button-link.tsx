import type { ReactNode } from "react";
import styles from "./button.module.css";

interface ButtonLinkProps {
  href: string;
  kind?: "main" | "quiet" | "grave";
  children: ReactNode;
}

/** A link that looks like the button of a form, where it begins what a form then does. */
export function ButtonLink({ href, kind = "quiet", children }: ButtonLinkProps) {
  return (
    <a className={`${styles.button} ${styles.link} ${styles[kind]}`} href={href}>
      {children}
    </a>
  );
}
