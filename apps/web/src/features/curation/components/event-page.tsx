import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Columns, Stack } from "@/components/ui/columns";
import { Facts } from "@/components/ui/facts";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import type { Names } from "../model/decision-words";
import { EVENTS, eventPath, publicEventPath } from "../model/paths";
import type { Category, FoundEvent, Trace, TracedEvent, Venue } from "../model/types";
import { joined } from "../model/words";
import { DecisionList } from "./decision-list";
import { EventDeeds } from "./event-deeds";
import { Members, SuspectedEvents, TracedChanges } from "./event-trace";

interface EventPageProps {
  trace: Trace;
  venues: readonly Venue[];
  categories: readonly Category[];
  names: Names;
  other: { search: string; found: readonly FoundEvent[] };
  said: Flash | null;
  zone: string;
}

/** Why an event is here, why it is as it is, and what a curator decides about it. */
export function EventPage(props: EventPageProps) {
  const { trace, venues, categories, names, other, said, zone } = props;
  const { event, members, suspected, changes, decisions } = trace;
  const tell = momentsIn(zone);
  const isMerged = event.merged_into_id !== null;
  return (
    <WorkPage
      title={event.title}
      badges={<Badges event={event} />}
      back={{ href: EVENTS, label: "Events" }}
      said={said}
      actions={<Ways event={event} />}
    >
      {said?.isRefused && said.form === "undo" ? <Said said={said} /> : null}
      <Columns>
        <Stack>
          <Panel id="facts" title="As it is shown">
            <Facts facts={factsOf(event, tell)} />
          </Panel>
          {isMerged ? null : (
            <EventDeeds
              event={event}
              venues={venues}
              categories={categories}
              other={other}
              said={said}
              tell={tell}
            />
          )}
          <Panel id="decisions" title="What was decided">
            <DecisionList
              decisions={decisions}
              names={names}
              tell={tell}
              undoAction={`${eventPath(event.id)}/undo/submit`}
            />
          </Panel>
        </Stack>
        <Stack>
          <SuspectedEvents eventId={event.id} suspected={suspected} said={said} />
          <Members eventId={event.id} members={members} said={said} tell={tell} />
          <TracedChanges changes={changes} tell={tell} />
        </Stack>
      </Columns>
    </WorkPage>
  );
}

function Badges({ event }: { event: TracedEvent }) {
  return (
    <>
      {event.is_hidden ? <Badge kind="alert">Hidden</Badge> : null}
      {event.merged_into_id === null ? null : <Badge kind="notice">Merged</Badge>}
      {event.status === "cancelled" ? <Badge kind="alert">Cancelled</Badge> : null}
      {event.kind === "series" ? <Badge>Repeats</Badge> : null}
    </>
  );
}

function Ways({ event }: { event: TracedEvent }) {
  if (event.merged_into_id !== null) {
    return (
      <ButtonLink href={eventPath(event.merged_into_id)} kind="main">
        To the event that it is part of
      </ButtonLink>
    );
  }
  return event.is_hidden ? undefined : (
    <ButtonLink href={publicEventPath(event.canonical_segment)}>See it as readers do</ButtonLink>
  );
}

function factsOf(event: TracedEvent, tell: (instant: string) => string) {
  return [
    { name: "Number", value: event.id },
    {
      name: "Next",
      value:
        event.next_start === null ? (
          "nothing to come"
        ) : (
          <Moment instant={event.next_start} tell={tell} />
        ),
    },
    { name: "Categories", value: joined(event.categories.map(({ name }) => name)) || "none" },
    { name: "Price", value: event.price_text ?? (event.is_free === true ? "Free" : null) },
    {
      name: "Its own page",
      value:
        event.external_url !== null && /^https?:/i.test(event.external_url) ? (
          <a href={event.external_url}>{event.external_url}</a>
        ) : null,
    },
  ];
}
