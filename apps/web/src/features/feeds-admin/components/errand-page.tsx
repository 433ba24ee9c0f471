import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { WorkPage } from "@/components/ui/work-page";
import type { Errand } from "../model/types";
import styles from "./errand-page.module.css";

interface ErrandPageProps {
  errand: Errand;
  title: string;
  back: { href: string; label: string };
  /** The page's own address, to look again. */
  path: string;
  isLookingByItself: boolean;
  children: ReactNode;
}

/** What the worker was asked to find out: that it is still looking, why it failed, what it found. */
export function ErrandPage(props: ErrandPageProps) {
  const { errand, title, back, children } = props;
  if (errand.state === "waiting") {
    return <Waiting {...props} />;
  }
  return (
    <WorkPage title={title} back={back}>
      {errand.state === "failed" ? (
        <div className={styles.state}>
          <p>{errand.failure}</p>
          <ButtonLink href={back.href}>Try again</ButtonLink>
        </div>
      ) : (
        children
      )}
    </WorkPage>
  );
}

function Waiting({ back, path, isLookingByItself }: ErrandPageProps) {
  return (
    <WorkPage title="Looking…" back={back}>
      <div className={styles.state}>
        <p className={styles.dots} aria-hidden="true">
          <span />
          <span />
          <span />
        </p>
        <p>
          {isLookingByItself
            ? "This takes from a few seconds to a minute and a half. The page looks again every three seconds by itself."
            : "It is not found out yet."}
        </p>
        <p className={styles.ways}>
          <ButtonLink href={isLookingByItself ? path : `${path}?by=hand`}>Look again</ButtonLink>
          {isLookingByItself ? (
            <a href={`${path}?by=hand`}>Do not look by itself</a>
          ) : (
            <a href={path}>Look by itself</a>
          )}
        </p>
      </div>
    </WorkPage>
  );
}
