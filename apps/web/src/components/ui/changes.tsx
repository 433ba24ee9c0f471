import styles from "./changes.module.css";

export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** What was otherwise before, by name. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return changes.length === 0 ? null : (
    <dl className={styles.changes}>
      {changes.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before === null ? null : <del>{before}</del>}
            {before === null || after === null ? null : " → "}
            {after === null ? null : <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
