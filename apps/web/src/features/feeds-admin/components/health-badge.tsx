import { Badge } from "@/components/ui/badge";
import { healthWords } from "../model/feed-words";
import type { Health } from "../model/types";

export function HealthBadge({ health }: { health: Health }) {
  const { label, kind } = healthWords(health);
  return <Badge kind={kind}>{label}</Badge>;
}
