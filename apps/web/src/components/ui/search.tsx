import { Button } from "./button";
import { Field } from "./field";
import styles from "./search.module.css";

interface SearchProps {
  /** The page that is narrowed. */
  action: string;
  name: string;
  label: string;
  hint?: string;
  initial: string;
  suggestions?: readonly string[];
  hidden?: Readonly<Record<string, string>>;
  submitLabel: string;
}

/** One field whose content becomes part of the page's address. */
export function Search({
  action,
  name,
  label,
  hint,
  initial,
  suggestions = [],
  hidden = {},
  submitLabel,
}: SearchProps) {
  const listId = `${name}-suggestions`;
  return (
    <form className={styles.search} method="get" action={action}>
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Field
        id={`search-${name}`}
        name={name}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        type="search"
        autoComplete="off"
        initial={initial}
        isRequired={false}
        maxLength={200}
        {...(suggestions.length === 0 ? {} : { list: listId })}
      />
      {suggestions.length === 0 ? null : (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      <Button kind="quiet">{submitLabel}</Button>
    </form>
  );
}
