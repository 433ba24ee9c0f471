import { answeringPrivately } from "@/components/answers/answering-privately";
import { AuditTrail } from "@/features/accounts/components/audit-trail";
import { auditTrail, requireAccount } from "@/features/accounts/queries";
import { textOf } from "@/lib/address-text";
import { NotHereError } from "@/lib/not-here";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async ({ searchParams }: PageProps<"/admin">) => {
  const parameters = await searchParams;
  const slice = {
    action: textOf(parameters.action),
    actor: textOf(parameters.actor),
    subject: textOf(parameters.subject),
    before: textOf(parameters.before),
  };
  if (!/^\d{0,18}$/.test(slice.before)) {
    throw new NotHereError("This part of the list does not exist.");
  }
  await requireAccount();
  const page = await auditTrail(slice);
  return <AuditTrail page={page} slice={slice} zone={siteSettings().timezone} />;
});
