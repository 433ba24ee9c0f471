import type { HTMLInputAutoCompleteAttribute } from "react";
import styles from "./field.module.css";

export interface Option {
  value: string;
  label: string;
}

export interface FieldProps {
  name: string;
  label: string;
  type?:
    | "text"
    | "email"
    | "password"
    | "search"
    | "url"
    | "number"
    | "date"
    | "time"
    | "datetime-local"
    | "file";
  autoComplete?: HTMLInputAutoCompleteAttribute;
  initial?: string;
  hint?: string;
  isRequired?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** The kinds of files that are offered. */
  accept?: string;
  /** The id of a datalist. */
  list?: string;
  /** One of these is chosen. */
  options?: readonly Option[];
  /** For text of several lines. */
  rows?: number;
}

interface FieldState {
  id: string;
  value?: string | undefined;
  problem?: string | undefined;
}

/** A labelled control with what helps to fill it in and what was wrong with it. */
export function Field(props: FieldProps & FieldState) {
  const { id, problem, label, hint } = props;
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
      <Control {...props} />
    </div>
  );
}

function Control(props: FieldProps & FieldState) {
  const { options, rows, value, initial, maxLength } = props;
  if (options !== undefined) {
    return (
      <select {...sharedOf(props)} defaultValue={value ?? initial}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (rows !== undefined) {
    return (
      <textarea
        {...sharedOf(props)}
        defaultValue={value ?? initial}
        rows={rows}
        maxLength={maxLength}
      />
    );
  }
  return <Input {...props} />;
}

const ADDRESS_KEYBOARDS = { email: "email", url: "url" } as const;

function Input(props: FieldProps & FieldState) {
  const { type = "text", value, initial, autoComplete = "off" } = props;
  const isAddress = type === "email" || type === "url";
  return (
    <input
      {...sharedOf(props)}
      type={type}
      defaultValue={value ?? initial}
      autoComplete={autoComplete}
      autoCapitalize={type === "text" ? undefined : "none"}
      spellCheck={false}
      inputMode={isAddress ? ADDRESS_KEYBOARDS[type] : undefined}
      minLength={props.minLength}
      maxLength={props.maxLength}
      min={props.min}
      max={props.max}
      accept={props.accept}
      list={props.list}
    />
  );
}

function sharedOf({ id, name, hint, problem, isRequired = true }: FieldProps & FieldState) {
  const hintId = hint === undefined ? [] : [`${id}-hint`];
  const problemId = problem === undefined ? [] : [`${id}-problem`];
  const describedBy = [...problemId, ...hintId].join(" ");
  return {
    id,
    name,
    required: isRequired,
    "aria-describedby": describedBy === "" ? undefined : describedBy,
    "aria-invalid": problem === undefined ? undefined : true,
  };
}
