import type { MetadataRoute } from "next";
import { siteSettings } from "@/lib/site-settings";

export const dynamic = "force-dynamic";

export default function manifest(): MetadataRoute.Manifest {
  const { name } = siteSettings();
  return {
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: "#f6f8f8",
    theme_color: "#0a5a72",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
