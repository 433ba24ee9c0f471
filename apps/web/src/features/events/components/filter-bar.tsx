import { ChipBar } from "@/components/ui/chip-bar";
import type { Category } from "../model/calendar-types";
import { type Filters, isFiltered, NO_FILTERS, pathWithFilters } from "../model/filters";

interface FilterBarProps {
  /** The page that is narrowed. */
  path: string;
  filters: Filters;
  categories: readonly Category[];
}

/** Links, not form fields: each narrowed view has an address that can be kept and sent. */
export function FilterBar({ path, filters, categories }: FilterBarProps) {
  const everything = {
    href: pathWithFilters(path, NO_FILTERS),
    label: "Everything",
    isCurrent: !isFiltered(filters),
  };
  const free = {
    href: pathWithFilters(path, { ...filters, isFreeOnly: !filters.isFreeOnly }),
    label: "Free",
    isCurrent: filters.isFreeOnly,
  };
  const ofCategories = currentFirst(categories, filters).map(({ slug, name }) => {
    const isCurrent = slug === filters.category;
    const toggled = { ...filters, category: isCurrent ? null : slug };
    return { href: pathWithFilters(path, toggled), label: name, isCurrent };
  });
  return <ChipBar label="Narrow the calendar" chips={[everything, free, ...ofCategories]} />;
}

/** On a phone the bar scrolls sideways; what is chosen must not be out of sight. */
function currentFirst(categories: readonly Category[], { category }: Filters): Category[] {
  return [
    ...categories.filter(({ slug }) => slug === category),
    ...categories.filter(({ slug }) => slug !== category),
  ];
}
