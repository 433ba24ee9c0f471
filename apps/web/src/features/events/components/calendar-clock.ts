import { siteSettings } from "@/lib/site-settings";
import { type LocalDate, localDateOf } from "../model/local-date";

/** The moment at which a page is put together, and the zone in which all of it is told. */
export interface CalendarClock {
  now: Date;
  today: LocalDate;
  zone: string;
}

export function calendarClock(): CalendarClock {
  const now = new Date();
  const zone = siteSettings().timezone;
  return { now, today: localDateOf(now, zone), zone };
}
