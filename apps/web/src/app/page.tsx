import { AnswerPage } from "@/components/answers/answer-page";
import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { HomeCalendar } from "@/features/events/components/home-calendar";
import { feedAlternates, feedLinks } from "@/features/events/model/feed-links";
import { feedWords, isFiltered, readFilters } from "@/features/events/model/filters";
import { planHome } from "@/features/events/model/home-plan";
import { addDays } from "@/features/events/model/local-date";
import { allCategories, homeOccurrences, weatherBetween } from "@/features/events/queries";
import { siteSettings } from "@/lib/site-settings";

/** As far ahead as the page looks. */
const DAYS_OF_WEATHER = 9;

export default answering(async ({ searchParams }: PageProps<"/">) => {
  const { name, url, features } = siteSettings();
  if (!features.has("events")) {
    return <PlainHome name={name} />;
  }
  const filters = readFilters(await searchParams);
  const clock = calendarClock();
  const plan = planHome(clock.today);
  const [categories, occurrences, weather] = await Promise.all([
    allCategories(),
    homeOccurrences(plan, filters),
    weatherBetween(clock.today, addDays(clock.today, DAYS_OF_WEATHER) ?? clock.today),
  ]);
  const feedTitle = isFiltered(filters) ? `${name}: ${feedWords(filters, categories)}` : name;
  return (
    <>
      <PageHead
        description="What is on tonight, this weekend and in the days ahead: concerts, markets, exhibitions and more, with times, places and prices."
        canonicalPath="/"
        alternates={feedAlternates(feedLinks(url, { ...filters, venue: null }), feedTitle)}
      />
      <HomeCalendar
        clock={clock}
        plan={plan}
        filters={filters}
        categories={categories}
        occurrences={occurrences}
        weather={weather}
        siteUrl={url}
      />
    </>
  );
});

function PlainHome({ name }: { name: string }) {
  return <AnswerPage title={name} sentence="There is no public calendar on this site." />;
}
