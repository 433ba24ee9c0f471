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
import { siteSettings } from "@/lib/site-settings";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141d21" },
  ],
};

/** What changes something, belongs to one person or is only for programs is not fetched ahead. */
const NOT_AHEAD = [
  "/api/*",
  "/feeds/*",
  ...PRIVATE_PATHS.flatMap((path) => [path, `${path}\\?*`, `${path}/*`]),
];

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request's headers also keeps every page out of the build: the settings and the
  // nonce are known only when a request comes.
  const nonce = (await headers()).get("X-Nonce") ?? "";
  const { name, features, timezone } = siteSettings();
  const hasEvents = features.has("events");
  const navigation = hasEvents
    ? [
        { href: "/", label: "Calendar" },
        { href: "/venues", label: "Venues" },
      ]
    : [];
  const place = timezone.split("/").at(-1)?.replaceAll("_", " ") ?? timezone;
  return (
    <html lang="en">
      <head>
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <SiteFrame
          siteName={name}
          navigation={[...navigation, ...readerLinks(await knownReader())]}
          footnote={hasEvents ? `All times are local (${place} time).` : ""}
        >
          {children}
        </SiteFrame>
        <SpeculationRules nonce={nonce} except={NOT_AHEAD} />
      </body>
    </html>
  );
}
