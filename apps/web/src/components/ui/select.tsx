import type { ReactNode } from "react";
import styles from "./select.module.css";

interface SelectProps {
  id: string;
  name: string;
  label: ReactNode;
  initial: string;
  options: readonly { value: string; label: string }[];
}

export function Select({ id, name, label, initial, options }: SelectProps) {
  return (
    <div className={styles.select}>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={initial}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
