import type { Entry } from "./entry";

const DAY = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", dateStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat("en-US", {
  timeZone: "UTC",
  dateStyle: "medium",
  timeStyle: "short",
});

/** "Dec 4, 2026, 7:00 PM · Magnolia Commons"; what is unknown is left out. */
export function entryWords({
  start_date: day,
  start_time: time,
  location,
}: Pick<Entry, "start_date" | "start_time" | "location">): string {
  return [whenWords(day, time), location].filter((part) => part !== "").join(" · ");
}

function whenWords(day: string, time: string): string {
  const instant = new Date(`${day}T${time === "" ? "00:00" : time}Z`);
  if (Number.isNaN(instant.getTime())) {
    return "";
  }
  // Intl separates the time from "PM" by a narrow space that not every font has.
  return (time === "" ? DAY : MOMENT).format(instant).replaceAll("\u202f", " ");
}
