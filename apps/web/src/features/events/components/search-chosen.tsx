import { Cross } from "@/components/ui/icons";
import type { Category } from "../model/calendar-types";
import { type LocalDate, shortDate } from "../model/local-date";
import { type SearchQuestion, searchPath } from "../model/search-question";
import styles from "./search-chosen.module.css";

interface ChosenFiltersProps {
  question: SearchQuestion;
  categories: readonly Category[];
  venueName: string | null;
}

/** What the results are narrowed to; each can be taken away. */
export function ChosenFilters({ question, categories, venueName }: ChosenFiltersProps) {
  const { category, isFreeOnly, start, end } = question;
  const chosen = [
    category === null
      ? null
      : {
          label: categories.find(({ slug }) => slug === category)?.name ?? category,
          without: { category: null },
        },
    isFreeOnly ? { label: "Free", without: { isFreeOnly: false } } : null,
    venueName === null ? null : { label: venueName, without: { venue: null } },
    start === null && end === null
      ? null
      : { label: daysWords(start, end), without: { start: null, end: null } },
  ].filter((one) => one !== null);
  return chosen.length === 0 ? null : (
    <nav className={styles.chosen} aria-label="Narrowed to">
      <ul>
        {chosen.map(({ label, without }) => (
          <li key={label}>
            <a href={searchPath({ ...question, ...without })}>
              {label} <Cross />
              <span className="visually-hidden">, take away</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function daysWords(start: LocalDate | null, end: LocalDate | null): string {
  if (start === end && start !== null) {
    return shortDate(start);
  }
  const from = start === null ? null : `from ${shortDate(start)}`;
  const to = end === null ? null : `to ${shortDate(end)}`;
  return [from, to].filter((part) => part !== null).join(" ");
}
