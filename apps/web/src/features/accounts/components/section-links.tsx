import { ACCOUNT, ACCOUNTS, AUDIT_TRAIL, SESSIONS } from "../model/paths";
import styles from "./section-links.module.css";

const SECTIONS = {
  account: [
    { href: ACCOUNT, label: "Name, e-mail, password" },
    { href: SESSIONS, label: "Where you are signed in" },
  ],
  admin: [
    { href: AUDIT_TRAIL, label: "What was done" },
    { href: ACCOUNTS, label: "Accounts" },
  ],
};

const LABELS = { account: "Account", admin: "Admin" };

interface SectionLinksProps {
  section: keyof typeof SECTIONS;
  current: string;
}

/** The pages that belong together with this one. */
export function SectionLinks({ section, current }: SectionLinksProps) {
  return (
    <nav className={styles.links} aria-label={LABELS[section]}>
      <ul>
        {SECTIONS[section].map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
