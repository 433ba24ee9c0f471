import { Badge } from "@/components/ui/badge";
import { Choices } from "@/components/ui/choices";
import { Disclosure } from "@/components/ui/disclosure";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { Search } from "@/components/ui/search";
import type { Flash } from "@/lib/flash";
import { eventPath } from "../model/paths";
import { isPinned, pinnedVenueId } from "../model/trace-words";
import type { Category, FoundEvent, Pinnable, TracedEvent, Venue } from "../model/types";
import { EventWords } from "./event-list";

interface EventDeedsProps {
  event: TracedEvent;
  venues: readonly Venue[];
  categories: readonly Category[];
  /** What was looked for to merge this event into, and what was found. */
  other: { search: string; found: readonly FoundEvent[] };
  said: Flash | null;
  tell: (instant: string) => string;
}

/** What a curator may decide about an event; each decision wins over every source, for ever. */
export function EventDeeds(props: EventDeedsProps) {
  const { event, said } = props;
  const refused = said?.isRefused ? said.form : null;
  return (
    <Panel id="decide" title="Decide">
      {refused === "unpin" && said !== null ? <Said said={said} /> : null}
      <div className={styles.stack}>
        {event.is_hidden ? (
          <Form
            name="hide"
            action={`${eventPath(event.id)}/show/submit`}
            said={said}
            submitLabel="Show it again"
          />
        ) : (
          <Hide {...props} isOpen={refused === "hide"} />
        )}
        <Rename {...props} isOpen={refused === "rename"} />
        <Place {...props} isOpen={refused === "venue"} />
        <Categorise {...props} isOpen={refused === "categories"} />
        <Merge {...props} isOpen={refused === "merge" || props.other.search !== ""} />
      </div>
    </Panel>
  );
}

type DeedProps = EventDeedsProps & { isOpen: boolean };

function Hide({ event, said, isOpen }: DeedProps) {
  return (
    <Disclosure label="Hide it" isOpen={isOpen}>
      <p>It appears nowhere then: no page, no search, no feed.</p>
      <Form
        name="hide"
        action={`${eventPath(event.id)}/hide/submit`}
        said={said}
        fields={[
          {
            name: "reason",
            label: "Reason",
            hint: "For other curators.",
            isRequired: false,
            maxLength: 500,
          },
        ]}
        submitLabel="Hide the event"
        submitKind="grave"
      />
    </Disclosure>
  );
}

function Rename({ event, said, isOpen }: DeedProps) {
  return (
    <Disclosure label={<Labelled event={event} field="title" label="Title" />} isOpen={isOpen}>
      <Form
        name="rename"
        action={`${eventPath(event.id)}/rename/submit`}
        said={said}
        fields={[{ name: "title", label: "Title", initial: event.title, maxLength: 200 }]}
        submitLabel="Rename"
      />
      <Unpin event={event} field="title" />
    </Disclosure>
  );
}

function Place({ event, venues, said, isOpen }: DeedProps) {
  const chosen = pinnedVenueId(event);
  return (
    <Disclosure label={<Labelled event={event} field="venue_id" label="Venue" />} isOpen={isOpen}>
      <Form
        name="venue"
        action={`${eventPath(event.id)}/venue/submit`}
        said={said}
        fields={[
          {
            name: "venue_id",
            label: "Where all its dates are",
            initial: typeof chosen === "number" ? String(chosen) : "",
            isRequired: false,
            options: [
              { value: "", label: "At none of our venues" },
              ...venues.map(({ id, name }) => ({ value: String(id), label: name })),
            ],
          },
        ]}
        submitLabel="Set the venue"
      />
      <Unpin event={event} field="venue_id" />
    </Disclosure>
  );
}

function Categorise({ event, categories, said, isOpen }: DeedProps) {
  return (
    <Disclosure
      label={<Labelled event={event} field="categories" label="Categories" />}
      isOpen={isOpen}
    >
      <Form
        name="categories"
        action={`${eventPath(event.id)}/categories/submit`}
        said={said}
        submitLabel="Set the categories"
      >
        <Choices
          id="category"
          name="slugs"
          label="These and no others"
          options={categories.map(({ slug, name }) => ({ value: slug, label: name }))}
          chosen={event.categories.map(({ slug }) => slug)}
        />
      </Form>
      <Unpin event={event} field="categories" />
    </Disclosure>
  );
}

function Merge({ event, other, said, tell, isOpen }: DeedProps) {
  const found = other.found.filter(({ id }) => id !== event.id);
  return (
    <Disclosure label="Merge it into another event" isOpen={isOpen}>
      <p>Its address then leads to the other one, and of each field the best source is believed.</p>
      {said?.isRefused && said.form === "merge" ? <Said said={said} /> : null}
      <Search
        action={`${eventPath(event.id)}#decide`}
        name="into"
        label="The other event"
        hint="Part of its title, or its number."
        initial={other.search}
        submitLabel="Search"
      />
      {other.search !== "" && found.length === 0 ? <p>No other event is like that.</p> : null}
      <ul className={styles.rows}>
        {found.map((each) => (
          <li key={each.id}>
            <EventWords event={each} tell={tell} />
            <Form
              name={`merge-${each.id}`}
              action={`${eventPath(event.id)}/merge/submit`}
              said={null}
              hidden={{ into_id: String(each.id) }}
              submitKind="quiet"
              submitLabel={
                <>
                  Merge into this
                  <span className="visually-hidden">
                    {" "}
                    (event {each.id}, {each.title})
                  </span>
                </>
              }
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

interface PinProps {
  event: TracedEvent;
  field: Pinnable;
}

function Labelled({ event, field, label }: PinProps & { label: string }) {
  return (
    <>
      {label}
      {isPinned(event, field) ? <Badge>Decided by a curator</Badge> : null}
    </>
  );
}

function Unpin({ event, field }: PinProps) {
  return isPinned(event, field) ? (
    <Form
      name={`unpin-${field}`}
      action={`${eventPath(event.id)}/unpin/submit`}
      said={null}
      hidden={{ field }}
      submitKind="quiet"
      submitLabel="Leave it to its sources"
    />
  ) : null;
}
