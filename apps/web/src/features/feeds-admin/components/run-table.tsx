import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { NumberCell, ScrollTable } from "@/components/ui/scroll-table";
import { runPath } from "../model/paths";
import { COUNTS, statusWords, triggerWords } from "../model/run-words";
import type { Run } from "../model/types";
import styles from "./run-table.module.css";

interface RunTableProps {
  runs: readonly Run[];
  tell: (instant: string) => string;
}

const HEAD = [
  { key: "when", label: "When, and how it went" },
  ...COUNTS.map(({ key, label }) => ({ key, label, isNumber: true })),
];

/** The latest readings of a feed, newest first, counted in dates. */
export function RunTable({ runs, tell }: RunTableProps) {
  return runs.length === 0 ? (
    <p>It was never read.</p>
  ) : (
    <ScrollTable label="Table of readings" head={HEAD}>
      {runs.map((run) => (
        <tr key={run.id}>
          <th className={styles.how} scope="row">
            <a href={runPath(run.id)}>
              <Moment instant={run.started_at} tell={tell} />
            </a>
            <p>
              <Badge kind={statusWords(run.status).kind}>{statusWords(run.status).label}</Badge>{" "}
              {triggerWords(run.trigger)}
            </p>
            {run.failure === null ? null : <p>{run.failure}</p>}
          </th>
          {COUNTS.map(({ key }) => (
            <NumberCell key={key} value={run[key]} />
          ))}
        </tr>
      ))}
    </ScrollTable>
  );
}
