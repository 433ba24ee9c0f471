import styles from "./chip-bar.module.css";

interface Chip {
  href: string;
  label: string;
  isCurrent: boolean;
}

interface ChipBarProps {
  label: string;
  chips: readonly Chip[];
}

/** Links of which one or more are chosen; on a phone the bar scrolls sideways. */
export function ChipBar({ label, chips }: ChipBarProps) {
  return (
    <nav className={styles.bar} aria-label={label}>
      <ul className={styles.chips}>
        {chips.map(({ href, label: words, isCurrent }) => (
          <li key={words}>
            <a className={styles.chip} href={href} aria-current={isCurrent ? "true" : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
