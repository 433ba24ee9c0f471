import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/page-head";
import styles from "./answer-page.module.css";

interface AnswerPageProps {
  title: string;
  sentence: string;
  ways?: readonly { href: string; label: string }[];
  children?: ReactNode;
}

/** A page of words in the place of the one asked for. */
export function AnswerPage({ title, sentence, ways = [], children }: AnswerPageProps) {
  return (
    <div className={styles.answer}>
      <PageHead title={title} description={sentence} canonicalPath={null} isIndexed={false} />
      <h1>{title}</h1>
      <p>{sentence}</p>
      {children}
      {ways.length === 0 ? null : (
        <div className={styles.ways}>
          {ways.map(({ href, label }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </div>
      )}
    </div>
  );
}
