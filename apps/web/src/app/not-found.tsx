import { AnswerPage } from "@/components/answers/answer-page";
import { sendAsPlainHtml } from "@/lib/current-response";

export default function NotFound() {
  sendAsPlainHtml();
  return (
    <AnswerPage
      title="Nothing here"
      sentence="No page has this address. It may have been mistyped, or what it showed is gone."
      ways={[{ href: "/", label: "To the calendar" }]}
    />
  );
}
