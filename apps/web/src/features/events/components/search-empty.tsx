import type { Category } from "../model/calendar-types";
import { SUBMIT } from "../model/paths";
import { isNarrowed, type SearchQuestion, searchPath } from "../model/search-question";
import styles from "./search-empty.module.css";

interface NothingFoundProps {
  question: SearchQuestion;
  categories: readonly Category[];
}

/** What else to try. */
export function NothingFound({ question, categories }: NothingFoundProps) {
  const { words } = question;
  return (
    <div className={styles.empty}>
      <p>You could try this:</p>
      <ul className={styles.ways}>
        {isNarrowed(question) && words !== "" ? (
          <li>
            <a href={searchPath({ words })}>Search all of the calendar for “{words}”</a>
          </li>
        ) : null}
        {words === "" ? null : <li>Use fewer words, or only the beginning of one.</li>}
        <li>
          <a href="/">See what is on tonight and this weekend</a>
        </li>
        <li>
          <a href={SUBMIT}>Tell us of an event that is missing</a>
        </li>
      </ul>
      <p>Or look through a category:</p>
      <ul className={styles.categories}>
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <a href={searchPath({ category: slug })}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
