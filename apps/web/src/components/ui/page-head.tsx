import { siteSettings } from "@/lib/site-settings";

interface PageHeadProps {
  /** Without the site's name; absent on the home page. */
  title?: string;
  description: string;
  /** Path and query of the one address under which this page is to be known; null for none. */
  canonicalPath: string | null;
  isIndexed?: boolean;
  kind?: "website" | "article";
  /** The same content for other programs: media type, name and whole address. */
  alternates?: readonly { type: string; title: string; href: string }[];
}

/** What search engines and link previews read; React moves it into the document's head. */
export function PageHead({
  title,
  description,
  canonicalPath,
  isIndexed = true,
  kind = "website",
  alternates = [],
}: PageHeadProps) {
  const { name, url } = siteSettings();
  const fullTitle = title === undefined ? name : `${title} · ${name}`;
  const canonical = canonicalPath === null ? null : `${url}${canonicalPath}`;
  return (
    <>
      <title>{fullTitle}</title>
      <meta name="description" content={description} />
      {isIndexed ? null : <meta name="robots" content="noindex, follow" />}
      {canonical === null ? null : <link rel="canonical" href={canonical} />}
      {canonical === null ? null : <meta property="og:url" content={canonical} />}
      {alternates.map((alternate) => (
        <link key={alternate.href} rel="alternate" {...alternate} />
      ))}
      <meta property="og:title" content={title ?? name} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content={kind} />
      <meta property="og:site_name" content={name} />
      <meta property="og:locale" content="en_US" />
      <meta name="twitter:card" content="summary" />
    </>
  );
}
