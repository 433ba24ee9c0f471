import { MorePages } from "@/components/ui/more-pages";
import { Said } from "@/components/ui/said";
import { WorkPage } from "@/components/ui/work-page";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import type { Names } from "../model/decision-words";
import { DECISIONS } from "../model/paths";
import type { Decisions } from "../model/types";
import { DecisionList } from "./decision-list";

interface DecisionsPageProps {
  page: Decisions;
  names: Names;
  before: string;
  said: Flash | null;
  zone: string;
}

/** The trail of what curators decided. */
export function DecisionsPage({ page, names, before, said, zone }: DecisionsPageProps) {
  const older =
    page.next_before === null ? null : addressOf(DECISIONS, { before: String(page.next_before) });
  return (
    <WorkPage
      title="Decisions"
      lead="They win over every source, for ever. Undoing one brings back what was there, or what the sources say by now."
      said={said}
    >
      {said?.isRefused ? <Said said={said} /> : null}
      <DecisionList
        decisions={page.decisions}
        names={names}
        tell={momentsIn(zone)}
        undoAction="/admin/decisions/undo/submit"
        undoHidden={{ before }}
        isOfAll
      />
      <MorePages
        first={before === "" ? null : DECISIONS}
        next={older}
        nextLabel="Older decisions"
      />
    </WorkPage>
  );
}
