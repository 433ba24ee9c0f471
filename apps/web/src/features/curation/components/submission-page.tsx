import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Changes } from "@/components/ui/changes";
import { Choices } from "@/components/ui/choices";
import { Columns, Stack } from "@/components/ui/columns";
import { Disclosure } from "@/components/ui/disclosure";
import { Facts } from "@/components/ui/facts";
import type { FieldProps } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import rows from "@/components/ui/rows.module.css";
import { WorkPage } from "@/components/ui/work-page";
import type { Flash } from "@/lib/flash";
import { localWords, momentsIn } from "@/lib/moment-words";
import { eventPath, SUBMISSIONS, submissionPath } from "../model/paths";
import { contentChanges, contentFacts, submissionStateWords } from "../model/submission-words";
import type { Category, Content, Similar, SubmissionDetail } from "../model/types";
import { percent } from "../model/words";
import styles from "./submission-page.module.css";

interface SubmissionPageProps {
  submission: SubmissionDetail;
  categories: readonly Category[];
  said: Flash | null;
  zone: string;
}

type Tell = (instant: string) => string;

/** What a reader proposes, whether it is here already, and what becomes of it. */
export function SubmissionPage({ submission, categories, said, zone }: SubmissionPageProps) {
  const tell = momentsIn(zone);
  const { content, state, similar } = submission;
  const words = submissionStateWords(state);
  const isWaiting = state === "waiting";
  return (
    <WorkPage
      title={content.title}
      badges={<Badge kind={words.kind}>{words.label}</Badge>}
      lead={<Lead submission={submission} tell={tell} />}
      back={{ href: SUBMISSIONS, label: "Submissions" }}
      said={said}
      actions={
        submission.event_id === null ? undefined : (
          <ButtonLink href={eventPath(submission.event_id)}>The event that it became</ButtonLink>
        )
      }
    >
      <Columns>
        <Stack>
          <Proposal submission={submission} categories={categories} />
          {similar.length === 0 ? null : <SimilarEvents similar={similar} tell={tell} />}
        </Stack>
        {state === "withdrawn" ? null : (
          <Stack>
            <Decide submission={submission} said={said} />
            {isWaiting ? (
              <Panel id="edit" title="Change it first">
                <Edit submission={submission} categories={categories} said={said} />
              </Panel>
            ) : null}
          </Stack>
        )}
      </Columns>
    </WorkPage>
  );
}

function Lead({ submission, tell }: { submission: SubmissionDetail; tell: Tell }) {
  const { submitted_at, contact_email, refusal, decided_at, decided_by_name } = submission;
  return (
    <>
      <p>
        Sent <Moment instant={submitted_at} tell={tell} />
        {contact_email === null ? ", without an address to answer to." : ` by ${contact_email}.`}
      </p>
      {decided_at === null ? null : (
        <p>
          Decided <Moment instant={decided_at} tell={tell} /> by{" "}
          {decided_by_name ?? "an account that is gone"}.
        </p>
      )}
      {refusal === null ? null : <p>Refused: {refusal}</p>}
    </>
  );
}

function Proposal({
  submission,
  categories,
}: Pick<SubmissionPageProps, "submission" | "categories">) {
  const { content, published, state } = submission;
  const names = new Map(categories.map(({ slug, name }) => [slug, name]));
  const facts = contentFacts(content, localWords, names);
  const isChange = state === "waiting" && published !== null;
  return (
    <>
      {isChange && published !== null ? (
        <Panel
          id="change"
          title="What would change"
          intro="It is published; this is what its maker wants otherwise."
        >
          <Changes changes={contentChanges(contentFacts(published, localWords, names), facts)} />
        </Panel>
      ) : null}
      <Panel id="proposal" title="What is proposed">
        <Facts
          facts={facts
            .filter(({ name }) => name !== "Description")
            .map(({ name, value }) => ({
              name,
              value:
                name === "Link" && value !== null && /^https?:/i.test(value) ? (
                  <a href={value} rel="nofollow">
                    {value}
                  </a>
                ) : (
                  value
                ),
            }))}
        />
        {content.description === null ? null : (
          <p className={styles.description}>{content.description}</p>
        )}
      </Panel>
    </>
  );
}

function SimilarEvents({ similar, tell }: { similar: readonly Similar[]; tell: Tell }) {
  return (
    <Panel
      id="similar"
      title="Is it here already?"
      intro="Published, it is merged with what is surely the same; the rest can be merged later."
    >
      <ul className={rows.rows}>
        {similar.map((event) => (
          <li key={`${event.event_id} ${event.start_datetime_utc}`}>
            <div className={rows.words}>
              <p className={rows.name}>
                <a href={eventPath(event.event_id)}>{event.title}</a>
                <Badge>{percent(event.score)} alike</Badge>
              </p>
              <p className={rows.small}>
                <Moment instant={event.start_datetime_utc} tell={tell} />
                {event.venue_name === null ? "" : ` · ${event.venue_name}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Decide({ submission, said }: Pick<SubmissionPageProps, "submission" | "said">) {
  const { state } = submission;
  const path = submissionPath(submission.id);
  return (
    <Panel id="decide" title="Decide">
      {state === "published" ? null : (
        <Form
          name="publish"
          action={`${path}/publish/submit`}
          said={said}
          submitLabel="Put it on the calendar"
        />
      )}
      {state === "refused" ? null : <Refuse submission={submission} said={said} />}
    </Panel>
  );
}

function Refuse({ submission, said }: Pick<SubmissionPageProps, "submission" | "said">) {
  return (
    <Disclosure
      label={submission.state === "waiting" ? "Refuse it" : "Take it off the calendar"}
      isOpen={said?.isRefused === true && said.form === "refuse"}
    >
      <Form
        name="refuse"
        action={`${submissionPath(submission.id)}/refuse/submit`}
        said={said}
        fields={[
          {
            name: "reason",
            label: "Reason",
            hint: "Whoever sent it reads this.",
            rows: 3,
            maxLength: 500,
          },
        ]}
        submitLabel="Refuse it"
        submitKind="grave"
      />
    </Disclosure>
  );
}

function Edit({ submission, categories, said }: Omit<SubmissionPageProps, "zone">) {
  const { content, id } = submission;
  return (
    <Form
      name="edit"
      action={`${submissionPath(id)}/edit/submit`}
      said={said}
      fields={editFields(content)}
      submitLabel="Change the submission"
      submitKind="quiet"
    >
      <Choices
        id="category"
        name="categories"
        label="Categories"
        options={categories.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={content.categories}
      />
    </Form>
  );
}

function editFields(content: Content): FieldProps[] {
  const optional = { isRequired: false } as const;
  return [
    { name: "title", label: "Title", initial: content.title, maxLength: 200 },
    timeField("start", "Begins", content.start),
    { ...timeField("end", "Ends", content.end ?? ""), ...optional },
    {
      name: "all_day",
      label: "Times",
      initial: String(content.all_day),
      options: [
        { value: "false", label: "At these times" },
        { value: "true", label: "All day: only the days count" },
      ],
    },
    { name: "location", label: "Place", initial: content.location, maxLength: 300 },
    {
      name: "address",
      label: "Address",
      initial: content.address ?? "",
      maxLength: 300,
      ...optional,
    },
    { name: "cost", label: "Price", initial: content.cost ?? "", maxLength: 100, ...optional },
    {
      name: "is_free",
      label: "Free",
      initial: content.is_free === null ? "" : String(content.is_free),
      ...optional,
      options: [
        { value: "", label: "Not said" },
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ],
    },
    {
      name: "url",
      label: "Link",
      type: "url",
      initial: content.url ?? "",
      maxLength: 2_000,
      ...optional,
    },
    {
      name: "description",
      label: "Description",
      initial: content.description ?? "",
      rows: 6,
      ...optional,
    },
  ];
}

/** One that needs its offset, because the clocks go back that night, is edited as text. */
function timeField(name: string, label: string, local: string): FieldProps {
  if (local.length > "2026-03-06T19:00".length) {
    return { name, label, initial: local };
  }
  const initial = local.length === "2026-03-06".length ? `${local}T00:00` : local;
  return { name, label, type: "datetime-local", initial };
}
