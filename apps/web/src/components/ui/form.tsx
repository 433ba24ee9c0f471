import type { ReactNode } from "react";
import type { Flash } from "@/lib/flash";
import { Button } from "./button";
import { Field, type FieldProps } from "./field";
import styles from "./form.module.css";
import { Said } from "./said";

interface FormProps {
  /** Unique on its page; what is said about another form is not said here. */
  name: string;
  /** The route handler that it is sent to. */
  action: string;
  said: Flash | null;
  fields?: readonly FieldProps[];
  hidden?: Readonly<Record<string, string>>;
  submitLabel: ReactNode;
  submitKind?: "main" | "quiet" | "grave";
  /** Whether one of the fields is a file. */
  hasFile?: boolean;
  /** Whether short fields may stand side by side. */
  isWide?: boolean;
  /** Between the fields and the button. */
  children?: ReactNode;
}

/** An ordinary form: works without scripts, tells what became of it, keeps what was typed. */
export function Form({
  name,
  action,
  said,
  fields = [],
  hidden = {},
  submitLabel,
  submitKind = "main",
  hasFile = false,
  isWide = false,
  children,
}: FormProps) {
  const saidHere = said?.form === name ? said : null;
  const inputId = (field: string) => `${name}-${field}`;
  const controls = fields.map((field) => (
    <Field
      key={field.name}
      {...field}
      id={inputId(field.name)}
      value={saidHere?.values[field.name]}
      problem={saidHere?.fieldMessages[field.name]}
    />
  ));
  return (
    <form
      className={styles.form}
      method="post"
      action={action}
      encType={hasFile ? "multipart/form-data" : undefined}
    >
      {saidHere === null ? null : <Said said={saidHere} inputId={inputId} />}
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {isWide ? <div className={styles.fields}>{controls}</div> : controls}
      {children}
      <div>
        <Button kind={submitKind}>{submitLabel}</Button>
      </div>
    </form>
  );
}
