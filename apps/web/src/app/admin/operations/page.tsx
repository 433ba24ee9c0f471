import { answeringPrivately } from "@/components/answers/answering-privately";
import { OperationsPage } from "@/features/operations/components/operations-page";
import { operations } from "@/features/operations/queries";
import { siteSettings } from "@/lib/site-settings";

export default answeringPrivately(async () => (
  <OperationsPage found={await operations()} zone={siteSettings().timezone} />
));
