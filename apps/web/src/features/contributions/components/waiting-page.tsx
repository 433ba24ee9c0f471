import { PageHead } from "@/components/ui/page-head";
import { SUBMIT } from "../model/paths";
import styles from "./submit-page.module.css";

interface WaitingPageProps {
  /** Of the page that is being read. */
  id: string;
  /** Whether the browser asks again by itself. */
  isLookingByItself: boolean;
}

/** While somebody else's page is being read. */
export function WaitingPage({ id, isLookingByItself }: WaitingPageProps) {
  const here = `${SUBMIT}?link=${encodeURIComponent(id)}`;
  return (
    <div className={styles.page}>
      <PageHead
        title="Reading the page"
        description="Reading the page"
        canonicalPath={null}
        isIndexed={false}
      />
      <header className={styles.head}>
        <h1>Reading the page</h1>
        <p role="status">
          This takes a few seconds.{" "}
          {isLookingByItself
            ? "The form comes by itself, filled in."
            : "Look again in a moment: the form is filled in then."}
        </p>
      </header>
      <div className={styles.deeds}>
        <a href={here}>Look again</a>
        {isLookingByItself ? <a href={`${here}&by=hand`}>I would rather look myself</a> : null}
        <a href={SUBMIT}>Fill in the form by hand</a>
      </div>
    </div>
  );
}
