import type { Category } from "../model/calendar-types";
import { type Filters, isFiltered, NO_FILTERS, pathWithFilters } from "../model/filters";
import styles from "./filter-bar.module.css";

interface FilterBarProps {
  /** The page that is narrowed. */
  path: string;
  filters: Filters;
  categories: readonly Category[];
}

/** Links, not form fields: each narrowed view has an address that can be kept and sent. */
export function FilterBar({ path, filters, categories }: FilterBarProps) {
  const toggledFree = { ...filters, isFreeOnly: !filters.isFreeOnly };
  return (
    <nav className={styles.bar} aria-label="Narrow the calendar">
      <ul className={styles.chips}>
        <Chip href={pathWithFilters(path, NO_FILTERS)} isCurrent={!isFiltered(filters)}>
          Everything
        </Chip>
        <Chip href={pathWithFilters(path, toggledFree)} isCurrent={filters.isFreeOnly}>
          Free
        </Chip>
        {currentFirst(categories, filters).map(({ slug, name }) => {
          const isCurrent = slug === filters.category;
          const toggled = { ...filters, category: isCurrent ? null : slug };
          return (
            <Chip key={slug} href={pathWithFilters(path, toggled)} isCurrent={isCurrent}>
              {name}
            </Chip>
          );
        })}
      </ul>
    </nav>
  );
}

/** On a phone the bar scrolls sideways; what is chosen must not be out of sight. */
function currentFirst(categories: readonly Category[], { category }: Filters): Category[] {
  return [
    ...categories.filter(({ slug }) => slug === category),
    ...categories.filter(({ slug }) => slug !== category),
  ];
}

interface ChipProps {
  href: string;
  isCurrent: boolean;
  children: string;
}

function Chip({ href, isCurrent, children }: ChipProps) {
  return (
    <li>
      <a className={styles.chip} href={href} aria-current={isCurrent ? "true" : undefined}>
        {children}
      </a>
    </li>
  );
}
