import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Columns, Stack } from "@/components/ui/columns";
import { Disclosure } from "@/components/ui/disclosure";
import { Form } from "@/components/ui/form";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { Search } from "@/components/ui/search";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import type { Names } from "../model/decision-words";
import { ADD_VENUE, publicVenuePath, VENUES, venuePath } from "../model/paths";
import type { ManagedVenue, Venue, VenueDetail } from "../model/types";
import { counted } from "../model/words";
import { DecisionList } from "./decision-list";
import { venueFields } from "./venue-fields";
import { VenueWords } from "./venue-list";

interface VenuePageProps {
  venue: VenueDetail;
  venues: readonly Venue[];
  names: Names;
  /** What was looked for to merge this venue into, and what was found. */
  other: { search: string; found: readonly ManagedVenue[] };
  said: Flash | null;
  zone: string;
}

/** One venue: its entry, the names that it goes by, and which other one is the same. */
export function VenuePage(props: VenuePageProps) {
  const { venue, venues, names, said, zone } = props;
  const isMerged = venue.merged_into_id !== null;
  return (
    <WorkPage
      title={venue.name}
      badges={isMerged ? <Badge kind="notice">Merged</Badge> : null}
      lead={`${counted(venue.upcoming_count, "date")} to come.`}
      back={{ href: VENUES, label: "Venues" }}
      said={said}
      actions={
        venue.merged_into_id === null ? (
          <ButtonLink href={publicVenuePath(venue.slug)}>See it as readers do</ButtonLink>
        ) : (
          <ButtonLink href={venuePath(venue.merged_into_id)} kind="main">
            To the venue that it is part of
          </ButtonLink>
        )
      }
    >
      {said?.isRefused && said.form === "undo" ? <Said said={said} /> : null}
      <Columns>
        <Stack>
          {isMerged ? null : (
            <Panel id="settings" title="Entry">
              <Form
                name="settings"
                action={`${venuePath(venue.id)}/settings/submit`}
                said={said}
                fields={venueFields(
                  venues.filter(({ id }) => id !== venue.id),
                  venue,
                )}
                submitLabel="Change the venue"
              />
            </Panel>
          )}
        </Stack>
        <Stack>
          <Aliases venue={venue} said={said} />
          {isMerged ? null : <Merge {...props} />}
          <Panel id="decisions" title="What was decided">
            <DecisionList
              decisions={venue.decisions}
              names={names}
              tell={momentsIn(zone)}
              undoAction={`${venuePath(venue.id)}/undo/submit`}
            />
          </Panel>
        </Stack>
      </Columns>
    </WorkPage>
  );
}

function Aliases({ venue, said }: Pick<VenuePageProps, "venue" | "said">) {
  return (
    <Panel
      id="aliases"
      title="Other names"
      intro="As sources write it; capitals, accents and punctuation do not matter."
    >
      {said?.isRefused && said.form === "aliases" ? <Said said={said} /> : null}
      {venue.aliases.length === 0 ? <p>None.</p> : null}
      <ul className={styles.rows}>
        {venue.aliases.map((alias) => (
          <li key={alias}>
            <p className={styles.words}>{alias}</p>
            <Form
              name={`alias-${alias}`}
              action={`${venuePath(venue.id)}/remove-alias/submit`}
              said={null}
              hidden={{ normal_form: alias }}
              submitKind="quiet"
              submitLabel={
                <>
                  Remove<span className="visually-hidden"> {alias}</span>
                </>
              }
            />
          </li>
        ))}
      </ul>
      <Form
        name="alias"
        action={`${venuePath(venue.id)}/alias/submit`}
        said={said}
        fields={[{ name: "text", label: "Another name", maxLength: 200 }]}
        submitLabel="Add the name"
        submitKind="quiet"
      />
    </Panel>
  );
}

function Merge({ venue, other, said }: VenuePageProps) {
  const found = other.found.filter(
    ({ id, merged_into_id }) => id !== venue.id && merged_into_id === null,
  );
  const isRefused = said?.isRefused && said.form === "merge";
  return (
    <Disclosure
      label="Merge it into another venue"
      isOpen={isRefused === true || other.search !== ""}
    >
      <p>Its address, its dates and its rooms then lead to the other one.</p>
      {isRefused && said !== null ? <Said said={said} /> : null}
      <Search
        action={venuePath(venue.id)}
        name="into"
        label="The other venue"
        initial={other.search}
        submitLabel="Search"
      />
      {other.search !== "" && found.length === 0 ? <p>No other venue is like that.</p> : null}
      <ul className={styles.rows}>
        {found.map((each) => (
          <li key={each.id}>
            <VenueWords venue={each} />
            <Form
              name={`merge-${each.id}`}
              action={`${venuePath(venue.id)}/merge/submit`}
              said={null}
              hidden={{ into_id: String(each.id) }}
              submitKind="quiet"
              submitLabel={
                <>
                  Merge into this<span className="visually-hidden"> ({each.name})</span>
                </>
              }
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

interface AddVenuePageProps {
  venues: readonly Venue[];
  said: Flash | null;
}

export function AddVenuePage({ venues, said }: AddVenuePageProps) {
  return (
    <WorkPage title="Add a venue" back={{ href: VENUES, label: "Venues" }} said={said}>
      <Panel id="venue" title="The venue">
        <Form
          name="add-venue"
          action={`${ADD_VENUE}/submit`}
          said={said}
          isWide
          fields={venueFields(venues)}
          submitLabel="Add the venue"
        />
      </Panel>
    </WorkPage>
  );
}
