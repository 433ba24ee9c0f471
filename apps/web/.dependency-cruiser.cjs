const MODULE = "^src/features/([^/]+)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one file, or three.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "features-know-no-other-feature",
      comment: "News between modules goes through the API, never sideways.",
      severity: "error",
      from: { path: MODULE },
      to: { path: MODULE, pathNot: "^src/features/$1/" },
    },
    {
      name: "nothing-imports-routes",
      comment: "src/app fetches, composes and returns; it is the top.",
      severity: "error",
      from: { pathNot: "^src/app/" },
      to: { path: "^src/app/" },
    },
    {
      name: "model-is-pure",
      comment:
        "A model computes from what it is given: no React, no Next, no fetching, no settings.",
      severity: "error",
      from: { path: "^src/features/[^/]+/model/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^src/features/[^/]+/model/", "^src/api/schema\\.d\\.ts$"] },
    },
    {
      name: "ui-knows-no-module",
      comment: "Frames and icons fetch nothing and use no module's words.",
      severity: "error",
      from: { path: "^src/components/" },
      to: { path: "^src/(features|api)/" },
    },
    {
      name: "lib-is-below-everything",
      severity: "error",
      from: { path: "^src/lib/" },
      to: { path: "^src/(?!lib/)" },
    },
    {
      name: "only-queries-and-actions-call-the-api",
      comment:
        "So that timeouts, request ids and the refusal of an API that is away hold everywhere.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: ["^src/features/[^/]+/(queries|actions)\\.ts$", "^src/api/"],
      },
      to: { path: "^src/api/client" },
    },
    {
      name: "browser-code-reads-no-server",
      comment: "A component of the browser may not pull in queries or settings.",
      severity: "error",
      from: { path: "^src/app/(global-)?error\\.tsx$" },
      to: { path: "^src/(features|lib|api)/" },
    },
    {
      name: "nothing-from-e2e-or-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { path: ["^e2e/", "\\.test\\.ts$"] },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
