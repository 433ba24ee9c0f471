import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SectionLinks } from "@/components/ui/section-links";
import { ACCOUNTS, AUDIT_TRAIL } from "@/features/accounts/model/paths";
import { knownReader } from "@/features/accounts/queries";
import { CURATORS_PAGES, curatorsPageOf } from "@/features/curation/model/desk";
import { OPERATIONS } from "@/features/operations/model/paths";
import { siteSettings } from "@/lib/site-settings";
import styles from "./layout.module.css";

const ADMINS_PAGES = [
  { href: OPERATIONS, label: "Operations" },
  { href: ACCOUNTS, label: "Accounts" },
  { href: AUDIT_TRAIL, label: "What was done" },
];

/** Around the pages of those who look after the site: where else they may go. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const reader = await knownReader();
  const role = reader === "nobody" || reader === null ? "member" : reader.role;
  const curators = siteSettings().features.has("events") && role !== "member" ? CURATORS_PAGES : [];
  const links = [...curators, ...(role === "admin" ? ADMINS_PAGES : [])];
  const path = ((await headers()).get("X-Asked-For") ?? "").split("?")[0] ?? "";
  return (
    <div className={styles.desk}>
      {links.length === 0 ? null : (
        <SectionLinks
          label={role === "admin" ? "Admin" : "Curate"}
          links={links}
          current={curatorsPageOf(path) ?? path}
        />
      )}
      <div className={styles.page}>{children}</div>
    </div>
  );
}
