/**
 * Imports go one way: app -> features/<one>/routes -> actions -> (policy, rules, queries) -> platform, and views beside them.
 * `tests/architecture.test.ts` shows that each rule catches a file that breaks it.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Two files that need each other are one thing, or the wall between them stands in the wrong place.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "platform-knows-nothing-of-the-product",
      severity: "error",
      from: { path: "^src/platform/" },
      to: { path: "^src/(features|ui|words|demo|app|main|workers)" },
    },
    {
      name: "ui-knows-no-feature",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(features|demo|app|main|workers)" },
    },
    {
      name: "words-know-nobody",
      severity: "error",
      from: { path: "^src/words/" },
      to: { path: "^src/(features|platform|ui|demo|app|main|workers)" },
    },
    {
      name: "features-do-not-know-the-process",
      severity: "error",
      from: { path: "^src/features/", pathNot: "\\.test\\." },
      to: { path: "^src/(demo|app|main|workers)" },
    },
    {
      name: "views-decide-nothing",
      severity: "error",
      comment: "A view may know the shape of a row, never the statement that gets it.",
      from: { path: "^src/features/.*/views" },
      to: { path: "^src/features/[^/]+/(queries|actions|routes)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "views-do-not-touch-the-database",
      severity: "error",
      from: { path: "^src/(ui|features/.*/views)" },
      to: { path: "^src/platform/(database|jobs|mail|postgres)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "actions-do-not-know-the-web",
      severity: "error",
      from: { path: "^src/features/[^/]+/(actions|queries|rules|policy|schema)[./]" },
      to: {
        path: "^src/(platform/http|ui)|/(routes|views)/|/routes\\.tsx$|node_modules/hono",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the-slot-engine-is-pure",
      severity: "error",
      from: {
        path: "^src/features/availability/(slots|spans|zones|grid|hours|sieve|trace|vetoes|question)\\.ts$",
      },
      to: {
        pathNot:
          "^src/features/availability/(slots|spans|zones|grid|hours|sieve|trace|vetoes|question)\\.ts$",
      },
    },
    {
      name: "tests-stay-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.(test|reference|examples)\\." },
      to: { path: "^tests/|\\.test\\.|vitest|fast-check|playwright" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?raw$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
