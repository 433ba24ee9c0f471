import type { ReactNode } from "react";
import type { Flash } from "@/lib/flash";
import { ArrowLeft } from "./icons";
import { PrivateHead } from "./private-head";
import { Said } from "./said";
import styles from "./work-page.module.css";

interface WorkPageProps {
  title: string;
  /** Beside the title: how what the page is about is doing. */
  badges?: ReactNode;
  lead?: ReactNode;
  /** The page that this one is a part of. */
  back?: { href: string; label: string };
  /** Told here when something was done; a refusal is told by the form that it is about. */
  said?: Flash | null;
  /** What can be done with all of it. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A page for those who look after the calendar. */
export function WorkPage({
  title,
  badges,
  lead,
  back,
  said = null,
  actions,
  children,
}: WorkPageProps) {
  return (
    <div className={styles.page}>
      <PrivateHead title={title} said={said} />
      <header className={styles.head}>
        {back === undefined ? null : (
          <a className={styles.back} href={back.href}>
            <ArrowLeft /> {back.label}
          </a>
        )}
        <div className={styles.title}>
          <h1>{title}</h1>
          {badges}
        </div>
        {lead === undefined ? null : <div className={styles.lead}>{lead}</div>}
        {said === null || said.form !== PAGE ? null : <Said said={said} />}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** The form name under which the head of a page tells what was done. */
const PAGE = "page";
