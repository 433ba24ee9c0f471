import { Badge } from "@/components/ui/badge";
import { Facts } from "@/components/ui/facts";
import { Moment } from "@/components/ui/moment";
import { Panel } from "@/components/ui/panel";
import rows from "@/components/ui/rows.module.css";
import { WorkPage } from "@/components/ui/work-page";
import { momentsIn } from "@/lib/moment-words";
import {
  attemptsWords,
  bySubject,
  failureWords,
  stateWords,
  summary,
} from "../model/operations-words";
import type { Alert, Check, FailedJob, Operations, State } from "../model/types";

interface OperationsPageProps {
  found: Operations;
  zone: string;
}

type Tell = (instant: string) => string;

/** How the installation is, at a glance: each thing in a sentence, and whether to do something. */
export function OperationsPage({ found, zone }: OperationsPageProps) {
  const tell = momentsIn(zone);
  return (
    <WorkPage
      title="Operations"
      badges={<StateBadge state={found.state} />}
      lead={
        <>
          {summary(found)} Looked at <Moment instant={found.looked_at} tell={tell} />.
        </>
      }
    >
      {found.open_alerts.length === 0 ? null : (
        <Panel id="open-alerts" title="Open alerts">
          <AlertList alerts={found.open_alerts} tell={tell} />
        </Panel>
      )}
      {bySubject(found.checks).map(({ subject, title, checks }) => (
        <Panel key={subject} id={subject} title={title}>
          {subject === "system" ? <Versions found={found} /> : null}
          <CheckList checks={checks} />
        </Panel>
      ))}
      {found.failed_jobs.length === 0 ? null : (
        <Panel id="failed-jobs" title="Failed jobs" intro="The latest first, for up to a month.">
          <FailedJobList jobs={found.failed_jobs} tell={tell} />
        </Panel>
      )}
      {found.closed_alerts.length === 0 ? null : (
        <Panel id="closed-alerts" title="Alerts that are over">
          <AlertList alerts={found.closed_alerts} tell={tell} />
        </Panel>
      )}
    </WorkPage>
  );
}

function StateBadge({ state }: { state: State }) {
  const { label, kind } = stateWords(state);
  return <Badge kind={kind}>{label}</Badge>;
}

function Versions({ found: { versions } }: Pick<OperationsPageProps, "found">) {
  return (
    <Facts
      facts={[
        { name: "Release", value: versions.release },
        { name: "PostgreSQL", value: versions.postgresql },
        { name: "Schema", value: versions.schema_revision },
      ]}
    />
  );
}

function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={rows.rows}>
      {checks.map((check) => (
        <li key={check.key}>
          <div className={rows.words}>
            <h3 className={rows.name}>{check.title}</h3>
            <p>{check.sentence}</p>
          </div>
          <StateBadge state={check.state} />
        </li>
      ))}
    </ul>
  );
}

function AlertList({ alerts, tell }: { alerts: readonly Alert[]; tell: Tell }) {
  return (
    <ul className={rows.rows}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <div className={rows.words}>
            <h3 className={rows.name}>{alert.title}</h3>
            <p>{alert.sentence}</p>
            <p className={rows.small}>
              Since <Moment instant={alert.first_seen_at} tell={tell} />
              {alert.closed_at === null ? null : (
                <>
                  , until <Moment instant={alert.closed_at} tell={tell} />
                </>
              )}
            </p>
          </div>
          {alert.closed_at === null ? (
            <StateBadge state={alert.severity} />
          ) : (
            <Badge>{`Over; was: ${stateWords(alert.severity).label.toLowerCase()}`}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}

function FailedJobList({ jobs, tell }: { jobs: readonly FailedJob[]; tell: Tell }) {
  return (
    <ul className={rows.rows}>
      {jobs.map((job) => (
        <li key={job.id}>
          <div className={rows.words}>
            <h3 className={rows.name}>{job.task}</h3>
            <p>{failureWords(job)}</p>
            <p className={rows.small}>
              Job {job.id}, {attemptsWords(job)}
              {job.failed_at === null ? null : (
                <>
                  , failed <Moment instant={job.failed_at} tell={tell} />
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
