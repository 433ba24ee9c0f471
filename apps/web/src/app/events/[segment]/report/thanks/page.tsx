import { AnswerPage } from "@/components/answers/answer-page";
import { answeringPrivately } from "@/components/answers/answering-privately";
import { requireEvents } from "@/features/events/components/require-events";
import { decodeSegment } from "@/features/events/model/event-segment";
import { eventPath } from "@/features/events/model/paths";

export default answeringPrivately(
  async ({ params }: PageProps<"/events/[segment]/report/thanks">) => {
    requireEvents();
    const segment = decodeSegment((await params).segment) ?? "";
    return (
      <AnswerPage
        title="Thank you!"
        sentence="What you told us has arrived. Somebody looks at it and puts right what is wrong."
        ways={[
          { href: eventPath({ canonical_segment: segment }), label: "Back to the event" },
          { href: "/", label: "To the calendar" },
        ]}
      />
    );
  },
);
