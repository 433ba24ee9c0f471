import type { FieldProps } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import type { Candidate } from "../model/candidates";
import { SOURCE_KINDS } from "../model/feed-words";
import { ADD_FEED, FEEDS } from "../model/paths";
import type { Source, Venue } from "../model/types";
import { addressFields, feedFields } from "./feed-fields";

interface AddFeedPageProps {
  sources: readonly Source[];
  venues: readonly Venue[];
  /** What was found at an address, if it was looked at before. */
  candidate: Candidate | null;
  /** Of the page's address: which look that was, and which source is meant. */
  from: { found: string; looked: string; n: string; source: string };
  said: Flash | null;
  zone: string;
}

/** A feed becomes one of ours: of whom it is, how it is read, and whether from now on. */
export function AddFeedPage(props: AddFeedPageProps) {
  const { sources, venues, candidate, from, said, zone } = props;
  const { source, ...look } = from;
  const candidateFeed = {
    name: candidate?.name ?? null,
    zone: null,
    venue_id: null,
    interval_minutes: 60,
  };
  return (
    <WorkPage
      title="Add a feed"
      back={{ href: FEEDS, label: "Feeds" }}
      said={said}
      lead={
        candidate === null
          ? "Look at it first, under “Find feeds”, where you can: what it would bring, and what of it is here already."
          : `${candidate.label}, with ${candidate.dateCount} dates to come.`
      }
    >
      <Panel id="add" title="The feed">
        <Form
          name="add-feed"
          action={`${ADD_FEED}/submit`}
          said={said}
          hidden={look}
          isWide
          fields={[
            ...addressFields(
              candidate === null ? {} : { url: candidate.url, adapter: candidate.adapter },
            ),
            ...whoseFields(sources, source, candidate),
            ...feedFields(venues, zone, candidateFeed),
            STATE_FIELD,
          ]}
          submitLabel="Add this feed"
        />
      </Panel>
    </WorkPage>
  );
}

const STATE_FIELD: FieldProps = {
  name: "state",
  label: "From now on",
  initial: "active",
  options: [
    { value: "active", label: "Read it" },
    { value: "paused", label: "Keep it paused" },
  ],
};

function whoseFields(
  sources: readonly Source[],
  source: string,
  candidate: Candidate | null,
): FieldProps[] {
  return [
    {
      name: "source",
      label: "Source",
      hint: "Who publishes it.",
      initial: source === "" ? "new" : source,
      options: [
        { value: "new", label: "A new one, named beside" },
        ...sources.map(({ id, name }) => ({ value: String(id), label: name })),
      ],
    },
    {
      name: "source_name",
      label: "Name of a new source",
      hint: "Empty where you chose one.",
      initial: source === "" ? (candidate?.name ?? "") : "",
      isRequired: false,
      maxLength: 200,
    },
    {
      name: "source_kind",
      label: "What a new source is",
      hint: "Of two that disagree, the nearer one is believed.",
      initial: "own_venue",
      options: SOURCE_KINDS,
    },
  ];
}
