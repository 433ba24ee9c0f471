import type { MetadataRoute } from "next";
import { PRIVATE_PATHS } from "@/features/accounts/model/paths";
import { siteSettings } from "@/lib/site-settings";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/day?", "/submit?", "/submit/", "/events/*/report", ...PRIVATE_PATHS],
    },
    sitemap: `${siteSettings().url}/sitemap.xml`,
  };
}
