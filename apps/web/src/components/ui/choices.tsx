import type { ReactNode } from "react";
import styles from "./choices.module.css";
import type { Option } from "./field";

interface ChoicesProps {
  /** Unique on its page. */
  id: string;
  name: string;
  label: ReactNode;
  options: readonly Option[];
  chosen: readonly string[];
}

/** Any number of these may be chosen. */
export function Choices({ id, name, label, options, chosen }: ChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} htmlFor={`${id}-${option.value}`}>
            <input
              id={`${id}-${option.value}`}
              type="checkbox"
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
