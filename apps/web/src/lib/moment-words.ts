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

const DAYS = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", dateStyle: "medium" });

/** Tells a local day ("2026-11-21", or what begins so) wherever it is: "Nov 21, 2026". */
export function dayWords(day: string): string {
  return DAYS.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

const LOCAL_TIMES = new Intl.DateTimeFormat("en-US", {
  timeZone: "UTC",
  dateStyle: "medium",
  timeStyle: "short",
});

/** Tells a local time of nowhere in particular ("2026-11-21T15:05", or a day) as it stands. */
export function localWords(local: string): string {
  const [day = "", time] = local.slice(0, 16).split("T");
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) {
    return local;
  }
  return time === undefined
    ? dayWords(day)
    : LOCAL_TIMES.format(new Date(`${day}T${time}:00Z`)).replaceAll("\u202f", " ");
}
