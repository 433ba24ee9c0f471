import type { ReactNode } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  /** Unique on its page, and where links within it lead. */
  id: string;
  title: ReactNode;
  intro?: ReactNode;
  children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Panel({ id, title, intro, children }: PanelProps) {
  return (
    <section className={styles.panel} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {intro === undefined ? null : <p className={styles.intro}>{intro}</p>}
      {children}
    </section>
  );
}
