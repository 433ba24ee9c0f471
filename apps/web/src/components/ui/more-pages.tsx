import styles from "./list-page.module.css";

interface MorePagesProps {
  first: string | null;
  next: string | null;
  nextLabel: string;
}

/** Where a long list goes on, and where it begins. */
export function MorePages({ first, next, nextLabel }: MorePagesProps) {
  return first === null && next === null ? null : (
    <nav className={styles.more} aria-label="Pages">
      {first === null ? null : <a href={first}>From the beginning</a>}
      {next === null ? null : (
        <a href={next} rel="next">
          {nextLabel}
        </a>
      )}
    </nav>
  );
}
