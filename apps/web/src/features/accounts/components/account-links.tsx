import { SectionLinks } from "@/components/ui/section-links";
import { ACCOUNT, SESSIONS } from "../model/paths";

const PAGES = [
  { href: ACCOUNT, label: "Name, e-mail, password" },
  { href: SESSIONS, label: "Where you are signed in" },
];

/** The pages of one's own account. */
export function AccountLinks({ current }: { current: string }) {
  return <SectionLinks label="Account" links={PAGES} current={current} />;
}
