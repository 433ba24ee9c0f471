import { Stack } from "@/components/ui/columns";
import { addressOf } from "@/lib/address-text";
import { momentsIn } from "@/lib/moment-words";
import type { Candidate } from "../model/candidates";
import { ADD_FEED } from "../model/paths";
import { CandidateCard } from "./candidate-card";

interface CandidatesProps {
  candidates: readonly Candidate[];
  /** The look that found them; null where there is nothing to add. */
  look: Readonly<Record<string, string>> | null;
  zone: string;
}

/** The feeds that were found, the most telling first. */
export function Candidates({ candidates, look, zone }: CandidatesProps) {
  const tell = momentsIn(zone);
  if (candidates.length === 0) {
    return (
      <p>
        No calendar was found there. Its page of events, or the address of the calendar itself, may
        help.
      </p>
    );
  }
  return (
    <Stack>
      {candidates.map((candidate, index) => (
        <CandidateCard
          key={candidate.url}
          id={`feed-${index}`}
          candidate={candidate}
          tell={tell}
          {...(look === null
            ? {}
            : { addHref: addressOf(ADD_FEED, { ...look, n: String(index) }) })}
        />
      ))}
    </Stack>
  );
}
