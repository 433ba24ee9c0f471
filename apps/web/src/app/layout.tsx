import "@/styles/base.css";
import "@/styles/tokens.css";

import type { Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SiteFrame } from "@/components/ui/site-frame";
import { SpeculationRules } from "@/components/ui/speculation-rules";
import { PRIVATE_PATHS } from "@/features/accounts/model/paths";
import { readerLinks } from "@/features/accounts/model/reader-links";
import { knownReader } from "@/features/accounts/queries";
import { INBOX } from "@/features/curation/model/paths";
import { SOURCES, SUBMIT } from "@/features/events/model/paths";
import { SEARCH } from "@/features/events/model/search-question";
import { siteSettings } from "@/lib/site-settings";
import { zonePlace } from "@/lib/zone-place";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141d21" },
  ],
};

const FOOTER_LINKS = [
  { href: SOURCES, label: "Where events come from" },
  { href: SUBMIT, label: "Submit an event" },
];

/** What changes something, belongs to one person or is only for programs is not fetched ahead. */
const NOT_AHEAD = [
  "/api/*",
  "/feeds/*",
  "/submit",
  "/submit\\?*",
  "/submit/*",
  "/events/*/report",
  ...PRIVATE_PATHS.flatMap((path) => [path, `${path}\\?*`, `${path}/*`]),
];

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request's headers also keeps every page out of the build: the settings and the
  // nonce are known only when a request comes.
  const asked = await headers();
  const nonce = asked.get("X-Nonce") ?? "";
  const isSearchPage = asked.get("X-Asked-For")?.split("?")[0] === SEARCH;
  const { name, features, timezone } = siteSettings();
  const hasEvents = features.has("events");
  const reader = await knownReader();
  const navigation = hasEvents
    ? [
        { href: "/", label: "Calendar" },
        { href: "/venues", label: "Venues" },
      ]
    : [];
  return (
    <html lang="en">
      <head>
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <SiteFrame
          siteName={name}
          navigation={[...navigation, ...readerLinks(reader, hasEvents ? INBOX : null)]}
          searchAction={hasEvents && !isSearchPage ? SEARCH : null}
          footerLinks={hasEvents ? FOOTER_LINKS : []}
          footnote={hasEvents ? `All times are local (${zonePlace(timezone)} time).` : ""}
        >
          {children}
        </SiteFrame>
        <SpeculationRules nonce={nonce} except={NOT_AHEAD} />
      </body>
    </html>
  );
}
