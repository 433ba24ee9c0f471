import { ChipBar } from "@/components/ui/chip-bar";
import { SiteSearch } from "@/components/ui/site-search";
import type { Category, SearchAnswer, Venue } from "../model/calendar-types";
import type { FeedLinks } from "../model/feed-links";
import { feedWords } from "../model/filters";
import { daysChoices, isChosen } from "../model/search-days";
import {
  isNarrowed,
  NO_QUESTION,
  SEARCH,
  type SearchQuestion,
  searchPath,
} from "../model/search-question";
import { datesWords, resultsWords, shownInsteadSentences, shownWords } from "../model/search-words";
import type { CalendarClock } from "./calendar-clock";
import { MoreLink } from "./day-section";
import { EventList } from "./event-list";
import { ChosenFilters } from "./search-chosen";
import { NothingFound } from "./search-empty";
import { Facets } from "./search-facets";
import styles from "./search-page.module.css";
import { Subscribe } from "./subscribe";

interface SearchPageProps {
  question: SearchQuestion;
  /** What of the question could not be understood. */
  problem: string | null;
  /** Null where the question could not be asked. */
  answer: SearchAnswer | null;
  /** This is not the first page of the results. */
  isContinued: boolean;
  categories: readonly Category[];
  /** Named only where the question names one. */
  venues: readonly Venue[];
  feeds: FeedLinks;
  clock: CalendarClock;
}

export function SearchPage(props: SearchPageProps) {
  const { question, problem, answer, categories, venues, feeds, clock } = props;
  const venue = venues.find(({ slug }) => slug === question.venue)?.name ?? question.venue;
  return (
    <>
      <header className={styles.head}>
        <h1>Search</h1>
        <SiteSearch
          action={SEARCH}
          id="search"
          initial={question.words}
          hidden={hiddenFilters(question)}
          isLarge
        />
        <ChipBar
          label="Days"
          chips={daysChoices(clock.today).map((choice) => ({
            href: searchPath({ ...question, start: choice.start, end: choice.end }),
            label: choice.label,
            isCurrent: isChosen(choice, question),
          }))}
        />
        <ChosenFilters question={question} categories={categories} venueName={venue} />
      </header>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {answer === null ? null : (
        <Results {...props} answer={answer} venueName={venue} categories={categories} />
      )}
      <Subscribe
        links={feeds}
        what={soughtWords(feedWords(question, categories, venue), question.words)}
        note={
          question.start === null && question.end === null
            ? null
            : "A subscription knows no days: words, category, price and place narrow it."
        }
      />
    </>
  );
}

const soughtWords = (what: string, words: string) =>
  words === "" ? what : `${what} with “${words}”`;

type ResultsProps = SearchPageProps & { answer: SearchAnswer; venueName: string | null };

function Results({ question, answer, isContinued, categories, clock }: ResultsProps) {
  const words = resultsWords(answer, shownWords(answer, question));
  const notes = answer.items.flatMap(({ occurrence, date_count: dates }): [number, string][] => {
    const note = datesWords(dates);
    return note === null ? [] : [[occurrence.event.id, note]];
  });
  return (
    <div className={styles.columns}>
      <section className={styles.results} aria-labelledby="results">
        <h2 id="results">{isContinued ? `${words}, continued` : words}</h2>
        <ShownInstead answer={answer} question={question} />
        {answer.total === 0 ? (
          <NothingFound question={question} categories={categories} />
        ) : (
          <>
            <a className={styles.narrow} href="#narrow">
              Narrow by category, price or place
            </a>
            <EventList
              occurrences={answer.items.map(({ occurrence }) => occurrence)}
              clock={clock}
              heading="h3"
              times="day and hours"
              notes={new Map(notes)}
            />
          </>
        )}
        <Pages question={question} next={answer.next_cursor} isContinued={isContinued} />
      </section>
      <Facets question={question} facets={answer.facets} />
    </div>
  );
}

function ShownInstead({ answer, question }: Pick<ResultsProps, "answer" | "question">) {
  const sentences = shownInsteadSentences(answer, question);
  const { did_you_mean: meant } = answer;
  if (sentences.length === 0 && meant === null) {
    return null;
  }
  return (
    <div className={styles.instead}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {meant === null ? null : (
        <p>
          Did you mean <a href={searchPath({ ...question, words: meant })}>{meant}</a>?
        </p>
      )}
    </div>
  );
}

interface PagesProps {
  question: SearchQuestion;
  next: string | null;
  isContinued: boolean;
}

function Pages({ question, next, isContinued }: PagesProps) {
  return next === null && !isContinued ? null : (
    <nav className={styles.pages} aria-label="Pages of results">
      {isContinued ? <a href={searchPath(question)}>From the beginning</a> : null}
      {next === null ? null : <MoreLink href={searchPath(question, next)}>More results</MoreLink>}
    </nav>
  );
}

/** The filters stay while the words change. */
function hiddenFilters(question: SearchQuestion): Record<string, string> {
  if (!isNarrowed(question)) {
    return {};
  }
  const query = searchPath({ ...question, words: NO_QUESTION.words }).split("?")[1];
  return Object.fromEntries(new URLSearchParams(query));
}
