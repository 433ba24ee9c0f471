import styles from "./section-links.module.css";

interface SectionLinksProps {
  /** What the pages have in common. */
  label: string;
  links: readonly { href: string; label: string }[];
  current: string;
  /** Whether these are pages of one of the site's parts, or of one of those. */
  kind?: "first" | "second";
}

/** The pages that belong together with this one. */
export function SectionLinks({ label, links, current, kind = "first" }: SectionLinksProps) {
  return (
    <nav className={`${styles.links} ${styles[kind]}`} aria-label={label}>
      <ul>
        {links.map(({ href, label }) => (
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
