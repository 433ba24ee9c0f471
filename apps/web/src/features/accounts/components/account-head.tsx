import { PageHead } from "@/components/ui/page-head";
import type { Flash } from "@/lib/flash";

interface AccountHeadProps {
  title: string;
  said?: Flash | null;
}

/** A screen reader reads the title first: it tells already that a form was refused. */
export function AccountHead({ title, said = null }: AccountHeadProps) {
  return (
    <PageHead
      title={said?.isRefused ? `Not done yet: ${title}` : title}
      description={title}
      canonicalPath={null}
      isIndexed={false}
    />
  );
}
