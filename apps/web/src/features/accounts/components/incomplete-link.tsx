import { AnswerPage } from "@/components/answers/answer-page";
import { setResponseStatus } from "@/lib/current-response";

/** For an address out of a mail that lost its token on the way. */
export function IncompleteLink({ way }: { way: { href: string; label: string } }) {
  setResponseStatus(400);
  return (
    <AnswerPage
      title="This link is incomplete"
      sentence="Part of its address is missing. Please open it again from the mail, or copy all of it."
      ways={[way]}
    />
  );
}
