import type { ReactNode } from "react";
import { SunMark } from "./icons";
import styles from "./site-frame.module.css";
import { SiteSearch } from "./site-search";

interface SiteFrameProps {
  siteName: string;
  navigation: readonly { href: string; label: string }[];
  /** Where words are searched for; null on the page that has a field of its own, and without one. */
  searchAction: string | null;
  footerLinks: readonly { href: string; label: string }[];
  footnote: string;
  children: ReactNode;
}

/** What stands around every page. */
export function SiteFrame({
  siteName,
  navigation,
  searchAction,
  footerLinks,
  footnote,
  children,
}: SiteFrameProps) {
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <a className={styles.name} href="/">
            <SunMark />
            <span>{siteName}</span>
          </a>
          {navigation.length === 0 ? null : (
            <nav className={styles.nav} aria-label="Site">
              <ul>
                {navigation.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {searchAction === null ? null : (
            <div className={styles.search}>
              <SiteSearch action={searchAction} id="site-search" />
            </div>
          )}
        </div>
      </header>
      <main className={styles.main} id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div>
          <p>{siteName}</p>
          {footerLinks.length === 0 ? null : (
            <nav aria-label="More">
              <ul className={styles.footerLinks}>
                {footerLinks.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <p>{footnote}</p>
        </div>
      </footer>
    </>
  );
}
