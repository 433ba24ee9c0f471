import type { ReactNode } from "react";
import styles from "./facts.module.css";

interface Fact {
  name: string;
  /** Left out where there is nothing to say. */
  value: ReactNode;
}

/** What is known of something, by name. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const told = facts.filter(({ value }) => value !== null && value !== undefined && value !== "");
  return (
    <dl className={styles.facts}>
      {told.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
