import { AnswerPage } from "@/components/answers/answer-page";
import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { HomeCalendar } from "@/features/events/components/home-calendar";
import { readFilters } from "@/features/events/model/filters";
import { planHome } from "@/features/events/model/home-plan";
import { allCategories, homeOccurrences } from "@/features/events/queries";
import { siteSettings } from "@/lib/site-settings";

export default answering(async ({ searchParams }: PageProps<"/">) => {
  const { name, features } = siteSettings();
  if (!features.has("events")) {
    return <PlainHome name={name} />;
  }
  const filters = readFilters(await searchParams);
  const clock = calendarClock();
  const plan = planHome(clock.today);
  const [categories, occurrences] = await Promise.all([
    allCategories(),
    homeOccurrences(plan, filters),
  ]);
  return (
    <>
      <PageHead
        description="What is on tonight, this weekend and in the days ahead: concerts, markets, exhibitions and more, with times, places and prices."
        canonicalPath="/"
      />
      <HomeCalendar
        clock={clock}
        plan={plan}
        filters={filters}
        categories={categories}
        occurrences={occurrences}
      />
    </>
  );
});

function PlainHome({ name }: { name: string }) {
  return <AnswerPage title={name} sentence="There is no public calendar on this site." />;
}
