import { Cross } from "@/components/ui/icons";
import type { SearchAnswer } from "../model/calendar-types";
import { type SearchQuestion, searchPath } from "../model/search-question";
import styles from "./search-facets.module.css";

interface FacetsProps {
  question: SearchQuestion;
  facets: SearchAnswer["facets"];
}

interface Choice {
  label: string;
  count: number;
  href: string;
  isCurrent: boolean;
}

const numbers = new Intl.NumberFormat("en-US");

/** What could be narrowed to next, and how much each would find. */
export function Facets({ question, facets }: FacetsProps) {
  const { category, venue, isFreeOnly } = question;
  const toggled = (current: string | null, slug: string) => (current === slug ? null : slug);
  const groups = [
    {
      title: "Category",
      choices: facets.categories
        .filter(({ count, slug }) => count > 0 || slug === category)
        .map(({ slug, name, count }) => ({
          label: name,
          count,
          href: searchPath({ ...question, category: toggled(category, slug) }),
          isCurrent: slug === category,
        })),
    },
    {
      title: "Price",
      choices:
        facets.free.yes === 0 && !isFreeOnly
          ? []
          : [
              {
                label: "Free",
                count: facets.free.yes,
                href: searchPath({ ...question, isFreeOnly: !isFreeOnly }),
                isCurrent: isFreeOnly,
              },
            ],
    },
    {
      title: "Place",
      choices: facets.venues.map(({ slug, name, count }) => ({
        label: name,
        count,
        href: searchPath({ ...question, venue: toggled(venue, slug) }),
        isCurrent: slug === venue,
      })),
    },
  ].filter(({ choices }) => choices.some(({ count }) => count > 0));
  return groups.length === 0 ? null : (
    <nav className={styles.facets} id="narrow" aria-label="Narrow the results">
      {groups.map(({ title, choices }) => (
        <Facet key={title} title={title} choices={choices} />
      ))}
    </nav>
  );
}

function Facet({ title, choices }: { title: string; choices: readonly Choice[] }) {
  return (
    <div>
      <h2>{title}</h2>
      <ul>
        {choices.map(({ label, count, href, isCurrent }) => (
          <li key={href}>
            <a href={href} rel="nofollow" aria-current={isCurrent ? "true" : undefined}>
              <span>{label}</span>
              {isCurrent ? (
                <Cross />
              ) : (
                <span className={styles.count}>
                  {numbers.format(count)}
                  <span className="visually-hidden">{count === 1 ? " event" : " events"}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
