/** Tells instants (ISO 8601) in a zone (IANA name): "Nov 21, 2026, 3:05 PM". */
export function momentsIn(zone: string): (instant: string) => string {
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  // Intl separates the time from "PM" by a narrow space that not every font has.
  return (instant) => formatter.format(new Date(instant)).replaceAll("\u202f", " ");
}
