import type { MetadataRoute } from "next";
import { siteSettings } from "@/lib/site-settings";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/day?"] },
    sitemap: `${siteSettings().url}/sitemap.xml`,
  };
}
