import type { ReactNode } from "react";
import styles from "./section.module.css";

interface TitledSectionProps {
  id: string;
  title: string;
  intro?: string;
  isCard?: boolean;
  children: ReactNode;
}

export function TitledSection({ id, title, intro, isCard = false, children }: TitledSectionProps) {
  return (
    <section
      className={`${styles.section} ${isCard ? styles.card : ""}`}
      aria-labelledby={`${id}-title`}
      id={id}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {intro === undefined ? null : <p className={styles.intro}>{intro}</p>}
      <div>{children}</div>
    </section>
  );
}
