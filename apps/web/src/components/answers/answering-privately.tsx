import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { setResponseHeaders, setResponseStatus } from "@/lib/current-response";
import { NotAllowedError, SignedOutError } from "@/lib/reader-refusals";
import { resumePath } from "@/lib/resume-path";
import { AnswerPage } from "./answer-page";
import { answering } from "./answering";

const AWAY = {
  title: "This page is unavailable right now",
  sentence:
    "The page could not be put together. This is usually over within a minute: please try again then.",
};

/**
 * Makes a page that is for one person answer in words, and nobody keep it. The address of some
 * holds a token, which no other site is told; but our own forms must say where they come from.
 */
export function answeringPrivately<Props>(
  render: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  return answering(async (props: Props) => {
    setResponseHeaders({
      "Cache-Control": "no-store",
      "Referrer-Policy": "same-origin",
      "X-Robots-Tag": "noindex",
    });
    try {
      return await render(props);
    } catch (error) {
      if (error instanceof SignedOutError) {
        redirect(resumePath((await headers()).get("X-Asked-For") ?? "/"));
      }
      if (error instanceof NotAllowedError) {
        return <NotAllowed />;
      }
      throw error;
    }
  }, AWAY);
}

function NotAllowed() {
  setResponseStatus(403);
  return (
    <AnswerPage
      title="Not for this account"
      sentence="This page is for those who look after the site, and your account is none of theirs."
      ways={[{ href: "/account", label: "Your account" }]}
    />
  );
}
