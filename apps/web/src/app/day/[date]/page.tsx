import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { DayCalendar } from "@/features/events/components/day-calendar";
import { requireEvents } from "@/features/events/components/require-events";
import { hasPage } from "@/features/events/model/calendar-span";
import { decodeSegment } from "@/features/events/model/event-segment";
import { firstOf, readFilters } from "@/features/events/model/filters";
import {
  type LocalDate,
  longDateWithYear,
  parseLocalDate,
} from "@/features/events/model/local-date";
import { dayPath } from "@/features/events/model/paths";
import { allCategories, occurrencesOnDay, weatherBetween } from "@/features/events/queries";
import { NotHereError } from "@/lib/not-here";

const EVENTS_ON_A_PAGE = 100;

export default answering(async ({ params, searchParams }: PageProps<"/day/[date]">) => {
  requireEvents();
  const clock = calendarClock();
  const date = dayOfAddress((await params).date, clock.today);
  const parameters = await searchParams;
  const filters = readFilters(parameters);
  const cursor = firstOf(parameters.cursor) ?? null;
  const [categories, page, weather] = await Promise.all([
    allCategories(),
    occurrencesOnDay(date, { filters, limit: EVENTS_ON_A_PAGE, cursor }),
    weatherBetween(date, date),
  ]);
  const title = longDateWithYear(date);
  return (
    <>
      <PageHead
        title={title}
        description={`Everything that is on on ${title}, with times, places and prices.`}
        canonicalPath={dayPath(date)}
        isIndexed={page.occurrences.length > 0}
      />
      <DayCalendar
        date={date}
        clock={clock}
        filters={filters}
        categories={categories}
        page={page}
        isContinued={cursor !== null}
        weather={weather.get(date)}
      />
    </>
  );
});

function dayOfAddress(raw: string, today: LocalDate): LocalDate {
  const text = decodeSegment(raw) ?? raw;
  const date = parseLocalDate(text);
  if (date === null) {
    throw new NotHereError(
      `“${text.slice(0, 40)}” is no day of the calendar. Days are written like ${today}.`,
    );
  }
  if (!hasPage(date, today)) {
    throw new NotHereError(
      `${longDateWithYear(date)} is too far away: the calendar does not reach it.`,
    );
  }
  return date;
}
