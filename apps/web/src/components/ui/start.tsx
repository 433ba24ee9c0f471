import { dayWords } from "@/lib/moment-words";

interface StartProps {
  /** ISO 8601 with its offset. */
  start: string;
  isAllDay: boolean;
  tell: (instant: string) => string;
}

/** When something begins: a moment, or a day that is nobody's midnight. */
export function Start({ start, isAllDay, tell }: StartProps) {
  if (Number.isNaN(Date.parse(start))) {
    return start;
  }
  return <time dateTime={start}>{isAllDay ? `${dayWords(start)}, all day` : tell(start)}</time>;
}
