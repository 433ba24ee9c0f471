import type { Flash } from "@/lib/flash";
import { PageHead } from "./page-head";

interface PrivateHeadProps {
  title: string;
  said?: Flash | null;
}

/** A screen reader reads the title first: it tells already that a form was refused. */
export function PrivateHead({ title, said = null }: PrivateHeadProps) {
  return (
    <PageHead
      title={said?.isRefused ? `Not done yet: ${title}` : title}
      description={title}
      canonicalPath={null}
      isIndexed={false}
    />
  );
}
