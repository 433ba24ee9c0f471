import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import { Panel } from "@/components/ui/panel";
import styles from "@/components/ui/rows.module.css";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import { PLACES, placeAnchor } from "../model/paths";
import type { Question, Questions, Venue } from "../model/types";
import { counted, percent } from "../model/words";
import { placeFields } from "./venue-fields";
import { WaitingLinks } from "./waiting-links";

interface PlaceQueueProps {
  page: Questions;
  venues: readonly Venue[];
  before: string;
  said: Flash | null;
  zone: string;
}

/** Places as sources write them that are surely none of our venues, or one of them: who knows? */
export function PlaceQueue({ page, venues, before, said, zone }: PlaceQueueProps) {
  const tell = momentsIn(zone);
  const older =
    page.next_before === null ? null : addressOf(PLACES, { before: String(page.next_before) });
  return (
    <WorkPage
      title="Unknown places"
      lead="An answer counts for every date there, and for every later one."
      said={said}
      actions={<WaitingLinks current={PLACES} />}
    >
      {said?.isRefused ? <Said said={said} /> : null}
      {page.questions.length === 0 ? <p>Every place is known.</p> : null}
      {page.questions.map((question) => (
        <PlaceEntry key={question.id} question={question} venues={venues} tell={tell} />
      ))}
      <MorePages first={before === "" ? null : PLACES} next={older} nextLabel="Older places" />
    </WorkPage>
  );
}

interface PlaceEntryProps {
  question: Question;
  venues: readonly Venue[];
  tell: (instant: string) => string;
}

function PlaceEntry({ question, venues, tell }: PlaceEntryProps) {
  const { id, location_text, suggestions, observation_count, first_seen_at } = question;
  const about = { question: String(id), place: location_text };
  return (
    <Panel id={placeAnchor(id)} title={location_text}>
      <p className={styles.small}>
        {counted(observation_count, "date")}, since <Moment instant={first_seen_at} tell={tell} />
      </p>
      {suggestions.length === 0 ? (
        <p>No venue of ours is like it.</p>
      ) : (
        <ul className={styles.rows}>
          {suggestions.map((suggestion) => (
            <li key={suggestion.venue_id}>
              <p className={styles.name}>
                {suggestion.name} <Badge>{percent(suggestion.score)} alike</Badge>
              </p>
              <Form
                name={`link-${id}-${suggestion.venue_id}`}
                action={`${PLACES}/link/submit`}
                said={null}
                hidden={{ ...about, venue_id: String(suggestion.venue_id) }}
                submitKind="quiet"
                submitLabel={
                  <>
                    It is this one
                    <span className="visually-hidden">
                      {" "}
                      ({location_text} is {suggestion.name})
                    </span>
                  </>
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.stack}>
        <Disclosure
          label={
            <>
              Another of our venues<span className="visually-hidden"> ({location_text})</span>
            </>
          }
        >
          <Form
            name={`other-${id}`}
            action={`${PLACES}/link/submit`}
            said={null}
            hidden={about}
            fields={[
              {
                name: "venue_id",
                label: "Venue",
                options: venues.map((venue) => ({ value: String(venue.id), label: venue.name })),
              },
            ]}
            submitLabel="It is this one"
            submitKind="quiet"
          />
        </Disclosure>
        <Disclosure
          label={
            <>
              A new venue<span className="visually-hidden"> ({location_text})</span>
            </>
          }
        >
          <Form
            name={`create-${id}`}
            action={`${PLACES}/create/submit`}
            said={null}
            hidden={about}
            isWide
            fields={placeFields({ name: location_text.slice(0, 200) })}
            submitLabel="Make it a venue"
            submitKind="quiet"
          />
        </Disclosure>
      </div>
      <Form
        name={`dismiss-${id}`}
        action={`${PLACES}/dismiss/submit`}
        said={null}
        hidden={about}
        submitKind="quiet"
        submitLabel={
          <>
            None of our venues<span className="visually-hidden"> ({location_text})</span>
          </>
        }
      />
    </Panel>
  );
}
