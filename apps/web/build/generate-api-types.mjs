// Writes src/api/schema.d.ts from the API's own OpenAPI description; with --check only compares.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const web = fileURLToPath(new URL("..", import.meta.url));
const api = join(web, "..", "api");
const target = join(web, "src", "api", "schema.d.ts");
const heading =
  "// Generated from the API's OpenAPI description by `npm run api:types`; do not edit.\n\n";

const written = heading + astToString(await openapiTS(exportOpenapi(), { alphabetize: true }));
if (!process.argv.includes("--check")) {
  writeFileSync(target, written);
} else if (!existsSync(target) || readFileSync(target, "utf-8") !== written) {
  console.error("src/api/schema.d.ts is stale: run `npm run api:types` in apps/web and commit it.");
  process.exit(1);
}

/** The description as JSON text, from the Python environment that the repository's root holds. */
function exportOpenapi() {
  const venv = join(web, "..", "..", ".venv", "bin", "python");
  const python = process.env.PYTHON || (existsSync(venv) ? venv : "python3");
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const file = join(folder, "openapi.json");
    execFileSync(python, ["-m", "app.cli", "export-openapi", file], { cwd: api, stdio: "inherit" });
    return readFileSync(file, "utf-8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
