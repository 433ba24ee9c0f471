import type { ReactNode } from "react";
import { PrivateHead } from "@/components/ui/private-head";
import type { Flash } from "@/lib/flash";
import styles from "./form-page.module.css";

interface FormPageProps {
  title: string;
  intro?: string;
  said?: Flash | null;
  children: ReactNode;
  /** Where else somebody on this page may want to go. */
  ways?: readonly { href: string; label: string }[];
}

/** A page that is one form. */
export function FormPage({ title, intro, said = null, children, ways = [] }: FormPageProps) {
  return (
    <div className={styles.page}>
      <PrivateHead title={title} said={said} />
      <h1>{title}</h1>
      {intro === undefined ? null : <p className={styles.intro}>{intro}</p>}
      <div className={styles.card}>{children}</div>
      {ways.length === 0 ? null : (
        <ul className={styles.ways}>
          {ways.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
