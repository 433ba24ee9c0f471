import type { HTMLInputAutoCompleteAttribute } from "react";
import styles from "./field.module.css";

export interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "email" | "password" | "search";
  autoComplete: HTMLInputAutoCompleteAttribute;
  initial?: string;
  hint?: string;
  isRequired?: boolean;
  minLength?: number;
  maxLength?: number;
  /** The id of a datalist. */
  list?: string;
}

interface FieldState {
  id: string;
  value?: string | undefined;
  problem?: string | undefined;
}

/** A labelled input with what helps to fill it in and what was wrong with it. */
export function Field({
  id,
  value,
  problem,
  name,
  label,
  type = "text",
  autoComplete,
  initial,
  hint,
  isRequired = true,
  minLength,
  maxLength,
  list,
}: FieldProps & FieldState) {
  const hintId = hint === undefined ? [] : [`${id}-hint`];
  const problemId = problem === undefined ? [] : [`${id}-problem`];
  const describedBy = [...problemId, ...hintId].join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem === undefined ? null : (
        <p className={styles.problem} id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value ?? initial}
        autoComplete={autoComplete}
        autoCapitalize={type === "text" ? undefined : "none"}
        spellCheck={false}
        inputMode={type === "email" ? "email" : undefined}
        required={isRequired}
        minLength={minLength}
        maxLength={maxLength}
        list={list}
        aria-describedby={describedBy === "" ? undefined : describedBy}
        aria-invalid={problem === undefined ? undefined : true}
      />
    </div>
  );
}
