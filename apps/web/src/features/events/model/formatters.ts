/*
 * Making an Intl.DateTimeFormat costs about a hundred times as much as using one, and a page of
 * events uses hundreds; so each is made once.
 */

const LOCALE = "en-US";
const made = new Map<string, Intl.DateTimeFormat>();

/** The formatter for a zone (IANA name) and the options of Intl.DateTimeFormat. */
export function formatterFor(
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known !== undefined) {
    return known;
  }
  const formatter = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
  made.set(key, formatter);
  return formatter;
}

/** One part of a formatted instant, such as its "hour"; empty if the format has none. */
export function partOf(
  formatter: Intl.DateTimeFormat,
  instant: Date,
  type: Intl.DateTimeFormatPartTypes,
): string {
  return formatter.formatToParts(instant).find((part) => part.type === type)?.value ?? "";
}
