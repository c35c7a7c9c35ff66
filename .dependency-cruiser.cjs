/** A row may import from itself and from the rows below it. Nothing in lib looks up. */
const layers = [
  ["jobs", "demo"],
  ["alerts"],
  ["notify", "budgets", "forecast", "anomalies", "rightsizing"],
  ["query", "ledger", "rates"],
  ["sources", "auth", "db"],
  ["focus"],
];
const folders = (rows) => `^lib/(${rows.flat().join("|")})/`;
const ban = (name, from, to) => ({ name, severity: "error", from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ban("no-cycles", {}, { circular: true }),
    ban("folders-are-listed", { path: `^lib/(?!(${layers.flat().join("|")})/|[^/]+$)` }, {}),
    ...layers
      .slice(1)
      .map((row, above) =>
        ban(`${row[0]}-looks-down`, { path: folders([row]) }, { path: folders(layers.slice(0, above + 1)) }),
      ),
    ban(
      "lib-stays-plain",
      { path: "^lib/" },
      { path: "^(app|components|e2e|bin)/|node_modules/(next|next-auth|react|react-dom|recharts)/" },
    ),
    ban("sources-know-only-focus", { path: "^lib/sources/" }, { path: "^lib/(?!focus/|sources/|errors)" }),
    ban("pages-ask-the-domain", { path: "^app/", pathNot: "\\.test\\.tsx?$" }, { path: "^lib/db/" }),
    ban("components-cannot-reach-the-database", { path: "^components/" }, { path: "^lib/(db|jobs)/", reachable: true }),
    ban("components-do-not-know-pages", { path: "^components/" }, { path: "^app/" }),
    ban("nothing-imports-commands", { path: "^(app|components|lib)/" }, { path: "^bin/" }),
    ban(
      "only-tests-import-tests",
      { pathNot: "\\.(test|spec)\\.tsx?$|^e2e/" },
      { path: "\\.(test|spec)\\.tsx?$|^e2e/" },
    ),
    ban(
      "no-drawers",
      {},
      {
        path: "(^|/)(utils?|helpers?|common|shared|constants|types)(\\.tsx?$|/)",
        pathNot: "node_modules|lib/db/generated",
      },
    ),
    ban("no-unresolved", {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: "node_modules|^lib/db/generated" },
    exclude: { path: "\\.next" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: false, // follow what runs: an `import type` reaches nothing
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
