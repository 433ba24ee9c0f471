import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": join(import.meta.dirname, "src") } },
  test: {
    include: ["src/**/*.test.ts"],
    // The server's own zone must not matter: the tests run far from the site's.
    env: { TZ: "Asia/Kathmandu" },
  },
});
