import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig, devices } from "@playwright/test";

/** Set, at its Debian place, or anywhere in PATH; Playwright's own builds are never downloaded. */
function chromiumPath(): string {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM_PATH || candidates.find((candidate) => existsSync(candidate));
  if (!found) {
    throw new Error("No Chromium was found: install the package chromium or set CHROMIUM_PATH.");
  }
  return found;
}

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  timeout: 60_000,
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 900 },
    baseURL: process.env.E2E_BASE_URL || "http://localhost:3000",
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
