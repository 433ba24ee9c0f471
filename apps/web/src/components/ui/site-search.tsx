import { Magnifier } from "./icons";
import styles from "./site-search.module.css";

interface SiteSearchProps {
  /** The page of the results. */
  action: string;
  /** The id of the input; one page may hold one such form. */
  id: string;
  initial?: string;
  hidden?: Readonly<Record<string, string>>;
  isLarge?: boolean;
}

/** A field for words, whose content becomes part of the address of the page of results. */
export function SiteSearch({
  action,
  id,
  initial = "",
  hidden = {},
  isLarge = false,
}: SiteSearchProps) {
  return (
    <search className={`${styles.search} ${isLarge ? styles.isLarge : ""}`}>
      <form method="get" action={action}>
        <label className="visually-hidden" htmlFor={id}>
          Search for events
        </label>
        <input
          id={id}
          name="q"
          type="search"
          defaultValue={initial}
          placeholder="Search for events"
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="search"
          maxLength={200}
        />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">
          <Magnifier />
          <span className={isLarge ? "" : "visually-hidden"}>Search</span>
        </button>
      </form>
    </search>
  );
}
