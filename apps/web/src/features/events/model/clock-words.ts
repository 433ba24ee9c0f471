import { formatterFor, partOf } from "./formatters";

/** The time of day of an instant in `zone`, in minutes after midnight by the wall clock. */
export function minutesOfDay(instant: Date, zone: string): number {
  const formatter = formatterFor(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (
    Number(partOf(formatter, instant, "hour")) * 60 + Number(partOf(formatter, instant, "minute"))
  );
}

/** "7 pm", "7:30 pm", "noon", "midnight": 12 am and 12 pm are read both ways, so they have names. */
export function clockWords(instant: Date, zone: string): string {
  const minutes = minutesOfDay(instant, zone);
  if (minutes === 0) {
    return "midnight";
  }
  if (minutes === 12 * 60) {
    return "noon";
  }
  const { clock, half } = split(minutes);
  return `${clock} ${half}`;
}

/** "7 to 8 pm", "11 am to 1 pm", "10 pm to midnight". */
export function clockRangeWords(start: Date, end: Date, zone: string): string {
  const startMinutes = minutesOfDay(start, zone);
  const endMinutes = minutesOfDay(end, zone);
  const isSameHalf = split(startMinutes).half === split(endMinutes).half;
  const hasName = [startMinutes, endMinutes].some((minutes) => minutes % (12 * 60) === 0);
  const from =
    isSameHalf && !hasName && startMinutes < endMinutes
      ? split(startMinutes).clock
      : clockWords(start, zone);
  return `${from} to ${clockWords(end, zone)}`;
}

/** The zone's short name at that instant, as in "EST". */
export function zoneAbbreviation(instant: Date, zone: string): string {
  return partOf(formatterFor(zone, { timeZoneName: "short" }), instant, "timeZoneName");
}

function split(minutes: number): { clock: string; half: "am" | "pm" } {
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}`;
  return {
    clock: minute === 0 ? clock : `${clock}:${String(minute).padStart(2, "0")}`,
    half: hour < 12 ? "am" : "pm",
  };
}
