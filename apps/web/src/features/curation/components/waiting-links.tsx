import { SectionLinks } from "@/components/ui/section-links";
import { WAITING_PAGES } from "../model/desk";

/** The pages of what waits for a curator. */
export function WaitingLinks({ current }: { current: string }) {
  return <SectionLinks label="Inbox" links={WAITING_PAGES} current={current} kind="second" />;
}
