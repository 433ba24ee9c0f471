import type { ReactNode } from "react";
import type { Flash } from "@/lib/flash";
import { Form } from "./form";
import { Panel } from "./panel";
import styles from "./rows.module.css";
import { WorkPage } from "./work-page";

interface ConfirmPageProps {
  title: string;
  /** What it means to go on. */
  children: ReactNode;
  action: string;
  hidden?: Readonly<Record<string, string>>;
  submitLabel: string;
  /** Back, with nothing done. */
  back: { href: string; label: string };
  said: Flash | null;
}

/** Asks once more before something that is not easily undone. */
export function ConfirmPage({
  title,
  children,
  action,
  hidden = {},
  submitLabel,
  back,
  said,
}: ConfirmPageProps) {
  return (
    <WorkPage title={title} back={back}>
      <Panel id="confirm" title="Are you sure?">
        {children}
        <Form
          name="remove"
          action={action}
          hidden={hidden}
          said={said}
          submitLabel={submitLabel}
          submitKind="grave"
        />
        <p className={styles.small}>
          <a href={back.href}>No, leave it as it is</a>
        </p>
      </Panel>
    </WorkPage>
  );
}
