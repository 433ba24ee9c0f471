import type { ReactNode } from "react";
import { Choices } from "@/components/ui/choices";
import { Field, type FieldProps } from "@/components/ui/field";
import {
  categoriesOf,
  type Entry,
  type EntryField,
  LONGEST,
  MOST_CATEGORIES,
} from "../model/entry";
import type { Category } from "../model/types";
import styles from "./entry-fields.module.css";

interface EntryFieldsProps {
  entry: Entry;
  problems: Readonly<Record<string, string>>;
  categories: readonly Category[];
  /** The zone of the times in words, such as "New York". */
  place: string;
}

/** Where the input of a field stands on its page. */
export function entryInputId(field: string): string {
  return `entry-${field}`;
}

/** What is asked of an event, in the order in which somebody would tell it. */
export function EntryFields({ entry, problems, categories, place }: EntryFieldsProps) {
  const field = (props: FieldProps & { name: EntryField }) => (
    <Field
      {...props}
      id={entryInputId(props.name)}
      value={entry[props.name]}
      problem={problems[props.name]}
    />
  );
  return (
    <>
      <Part title="What">
        {field({ name: "title", label: "What is it called?", maxLength: LONGEST.title })}
        {field({
          name: "description",
          label: "What is it about? (optional)",
          rows: 6,
          isRequired: false,
          maxLength: LONGEST.description,
        })}
        {field({
          name: "url",
          label: "Its own web page (optional)",
          type: "text",
          autoComplete: "off",
          isRequired: false,
          maxLength: LONGEST.url,
        })}
      </Part>
      <Part title="When" note={`All times are ${place} time.`}>
        <div className={styles.times}>
          {field({ name: "start_date", label: "Day", type: "date" })}
          <div className={styles.time}>
            {field({ name: "start_time", label: "Begins at", type: "time", isRequired: false })}
          </div>
          {field({
            name: "end_date",
            label: "Last day, if it is another (optional)",
            type: "date",
            isRequired: false,
          })}
          <div className={styles.time}>
            {field({
              name: "end_time",
              label: "Ends at (optional)",
              type: "time",
              isRequired: false,
            })}
          </div>
          <label className={styles.allDay}>
            <input
              id={entryInputId("all_day")}
              type="checkbox"
              name="all_day"
              value="yes"
              defaultChecked={entry.all_day !== ""}
            />
            It lasts all day, or for days
          </label>
        </div>
      </Part>
      <Part title="Where">
        {field({
          name: "location",
          label: "Place",
          hint: "The name of the venue, and the room if it has several.",
          maxLength: LONGEST.line,
        })}
        {field({
          name: "address",
          label: "Street address (optional)",
          isRequired: false,
          autoComplete: "off",
          maxLength: LONGEST.line,
        })}
      </Part>
      <Part title="Price">
        <div className={styles.pair}>
          {field({
            name: "is_free",
            label: "Is it free?",
            isRequired: false,
            options: [
              { value: "", label: "I do not know" },
              { value: "true", label: "Yes, it is free" },
              { value: "false", label: "No, it costs something" },
            ],
          })}
          {field({
            name: "cost",
            label: "Price in words (optional)",
            hint: "Such as $10, or $10 to $15.",
            isRequired: false,
            maxLength: LONGEST.cost,
          })}
        </div>
      </Part>
      <Part title="Categories" note={`At most ${MOST_CATEGORIES}; none is fine too.`}>
        <div id={entryInputId("categories")} tabIndex={-1} className={styles.choices}>
          {problems.categories === undefined ? null : (
            <p className={styles.problem}>{problems.categories}</p>
          )}
          <Choices
            id={entryInputId("category")}
            name="categories"
            label={<span className="visually-hidden">Categories</span>}
            options={categories.map(({ slug, name }) => ({ value: slug, label: name }))}
            chosen={categoriesOf(entry)}
          />
        </div>
      </Part>
      <Part title="You">
        {field({
          name: "contact_email",
          label: "Your e-mail address (optional)",
          hint: "Only to tell you what became of it, or to ask. It is never shown.",
          type: "email",
          autoComplete: "email",
          isRequired: false,
          maxLength: 254,
        })}
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <div>
        <h3>{title}</h3>
        {note === undefined ? null : <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.fields}>{children}</div>
    </div>
  );
}
