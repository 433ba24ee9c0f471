import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { ApiUnavailableError } from "@/lib/api-unavailable";
import { sendAsPlainHtml, setResponseStatus } from "@/lib/current-response";
import { NotHereError } from "@/lib/not-here";
import { AnswerPage } from "./answer-page";

const HOME = { href: "/", label: "To the calendar" };

interface Words {
  title: string;
  sentence: string;
}

const CALENDAR_AWAY: Words = {
  title: "The calendar is unavailable right now",
  sentence:
    "The page could not be put together because the events did not arrive. This is usually over within a minute: please try again then.",
};

/**
 * Makes a page answer in words, with the right status, whatever happens while it is put together.
 * Next's own answers to an error are drawn by the browser: without JavaScript they stay blank.
 * The page goes out as plain HTML; one with components for the browser needs another wrapper.
 * `away` is said where the API does not answer.
 */
export function answering<Props>(
  render: (props: Props) => Promise<ReactNode>,
  away: Words = CALENDAR_AWAY,
): (props: Props) => Promise<ReactNode> {
  return async function answered(props) {
    sendAsPlainHtml();
    try {
      return await render(props);
    } catch (error) {
      unstable_rethrow(error);
      return answerTo(error, away);
    }
  };
}

function answerTo(error: unknown, away: Words): ReactNode {
  if (error instanceof NotHereError) {
    setResponseStatus(404);
    return <AnswerPage title="Nothing here" sentence={error.message} ways={[HOME]} />;
  }
  if (error instanceof ApiUnavailableError) {
    console.error(error.message);
    setResponseStatus(503, { "Retry-After": "30" });
    return (
      <AnswerPage
        title={away.title}
        sentence={away.sentence}
        // An empty reference is the page's own address.
        ways={[{ href: "", label: "Try again" }]}
      />
    );
  }
  console.error(error);
  setResponseStatus(500);
  return (
    <AnswerPage
      title="Something went wrong"
      sentence="This page could not be put together. The error has been noted; the rest of the calendar should still work."
      ways={[HOME]}
    />
  );
}
