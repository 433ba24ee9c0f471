import { addressOf } from "@/lib/address-text";
import styles from "./state-links.module.css";

interface StateLinksProps {
  page: string;
  states: readonly { value: string; label: string }[];
  current: string;
}

/** Narrows a list to what is in one state. */
export function StateLinks({ page, states, current }: StateLinksProps) {
  return (
    <nav aria-label="State">
      <ul className={styles.states}>
        {states.map(({ value, label }, index) => (
          <li key={value}>
            <a
              href={addressOf(page, { state: index === 0 ? "" : value })}
              aria-current={
                value === current || (current === "" && index === 0) ? "true" : undefined
              }
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
