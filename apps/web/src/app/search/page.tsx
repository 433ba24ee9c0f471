import { answering } from "@/components/answers/answering";
import { PageHead } from "@/components/ui/page-head";
import { calendarClock } from "@/features/events/components/calendar-clock";
import { requireEvents } from "@/features/events/components/require-events";
import { SearchPage } from "@/features/events/components/search-page";
import { feedAlternates, feedLinks } from "@/features/events/model/feed-links";
import { firstOf } from "@/features/events/model/filters";
import { isNarrowed, readQuestion, SEARCH } from "@/features/events/model/search-question";
import { allCategories, allVenues, search } from "@/features/events/queries";
import { setResponseStatus } from "@/lib/current-response";
import { NotHereError } from "@/lib/not-here";
import { siteSettings } from "@/lib/site-settings";

const RESULTS_ON_A_PAGE = 20;

export default answering(async ({ searchParams }: PageProps<"/search">) => {
  requireEvents();
  const { name, url } = siteSettings();
  const parameters = await searchParams;
  const { question, problem } = readQuestion(parameters);
  const cursor = firstOf(parameters.cursor)?.trim() || null;
  const [categories, venues, answer] = await Promise.all([
    allCategories(),
    question.venue === null ? [] : allVenues(),
    problem === null ? search(question, { limit: RESULTS_ON_A_PAGE, cursor }) : null,
  ]);
  if (problem !== null) {
    setResponseStatus(400);
  } else if (answer === null) {
    throw new NotHereError("This page of the results does not exist. Please search again.");
  }
  const feeds = feedLinks(url, question);
  const { words } = question;
  return (
    <>
      <PageHead
        title={words === "" ? "Search" : `${words}: search`}
        description="Find events by their words, places, categories and days."
        canonicalPath={SEARCH}
        isIndexed={words === "" && !isNarrowed(question) && cursor === null}
        alternates={feedAlternates(feeds, name)}
      />
      <SearchPage
        question={question}
        problem={problem}
        answer={answer}
        isContinued={cursor !== null}
        categories={categories}
        venues={venues}
        feeds={feeds}
        clock={calendarClock()}
      />
    </>
  );
});
