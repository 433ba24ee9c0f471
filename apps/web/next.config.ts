import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

// The same switch is in package.json; here it also covers a bare `npx next build`.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const root = fileURLToPath(new URL(".", import.meta.url));

const config: NextConfig = {
  output: "standalone",
  // This folder is the whole project: without the two roots Next may pick a parent folder that
  // happens to hold a lock file, and the server would move to another place in .next/standalone.
  outputFileTracingRoot: root,
  turbopack: { root: root },
  // `npm run lint` checks the types; whoever only starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Caddy compresses (zstd, gzip) at the edge; doing it here too would only cost time.
  compress: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  experimental: { agentUpgrade: false },
};

export default config;
