import type { Category } from "./calendar-types";

/** What a reader has narrowed the calendar to. It lives in the address and nowhere else. */
export interface Filters {
  category: string | null;
  isFreeOnly: boolean;
}

export const NO_FILTERS: Filters = { category: null, isFreeOnly: false };

type SearchParameters = Record<string, string | string[] | undefined>;

/** Reads ?category= and ?free=; whatever it does not understand narrows nothing. */
export function readFilters(parameters: SearchParameters): Filters {
  const category = firstOf(parameters.category)?.trim().toLowerCase() ?? "";
  const free = firstOf(parameters.free)?.trim().toLowerCase();
  const isUsable = category !== "" && category.length <= 100 && !/\p{Cc}/u.test(category);
  return {
    category: isUsable ? category : null,
    isFreeOnly: free === "true" || free === "1",
  };
}

/** The one value of a parameter, or the first of several. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export function isFiltered(filters: Filters): boolean {
  return filters.category !== null || filters.isFreeOnly;
}

/** The address of `path` with these filters; every view has exactly one. */
export function pathWithFilters(path: string, filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.category !== null) {
    query.set("category", filters.category);
  }
  if (filters.isFreeOnly) {
    query.set("free", "true");
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** "all events", "free Live Music events at Harbor Hall": what a subscription holds. */
export function feedWords(
  { category, isFreeOnly }: Filters,
  categories: readonly Category[],
  place: string | null = null,
): string {
  const name = categories.find(({ slug }) => slug === category)?.name ?? category;
  const at = place === null ? null : `at ${place}`;
  return [isFreeOnly ? "free" : "all", name, "events", at]
    .filter((part) => part !== null)
    .join(" ");
}

/** "Only Live Music, only what is free."; null where everything is shown. */
export function filterWords(filters: Filters, categories: readonly Category[]): string | null {
  const name = categories.find(({ slug }) => slug === filters.category)?.name;
  const parts = [
    filters.category === null ? null : `only ${name ?? `“${filters.category}”`}`,
    filters.isFreeOnly ? "only what is free" : null,
  ].filter((part) => part !== null);
  const words = parts.join(", ");
  return words === "" ? null : `${words[0]?.toUpperCase()}${words.slice(1)}.`;
}
