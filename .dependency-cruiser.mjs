const LOWER_MODULES = 'sales|marketing|service|contracts';
const SPEC = '\\.(spec|test|e2e)\\.tsx?$';

/**
 * Who may import whom: docs/architecture.md in a form that a machine checks. Every rule is proven to fire by
 * server/test/architecture/boundaries.spec.ts.
 */
export default {
  forbidden: [
    {
      name: 'platform-knows-no-crm',
      severity: 'error',
      comment:
        'The platform serves any record type; a CRM noun in it would make it impossible to reuse and to reason about.',
      from: { path: '^server/src/platform/' },
      to: { path: '^server/src/(core|modules)/' },
    },
    {
      name: 'core-below-modules',
      severity: 'error',
      comment: 'Accounts, contacts and activities stand without any module.',
      from: { path: '^server/src/core/' },
      to: { path: '^server/src/modules/' },
    },
    {
      name: 'lower-modules-below-workflow-and-reporting',
      severity: 'error',
      comment: 'Workflow and reporting look down on the business modules, never the other way round.',
      from: { path: `^server/src/modules/(${LOWER_MODULES})/` },
      to: { path: '^server/src/modules/(workflow|reporting)/' },
    },
    {
      name: 'modules-meet-in-public',
      severity: 'error',
      comment: 'A module shows the others only modules/<name>/public: event types and plain read models.',
      from: { path: '^server/src/modules/([^/]+)/', pathNot: SPEC },
      to: { path: '^server/src/modules/[^/]+/', pathNot: '^server/src/modules/($1/|[^/]+/public/)' },
    },
    {
      name: 'public-is-a-leaf',
      severity: 'error',
      comment: 'What a module shows must not drag its inside along.',
      from: { path: '^server/src/modules/[^/]+/public/', pathNot: SPEC },
      to: { path: '^server/src/(core|modules)/', pathNot: '^server/src/modules/[^/]+/public/' },
    },
    {
      name: 'sample-on-top',
      severity: 'error',
      comment: 'The sample company knows every module; only the product as a whole knows the sample.',
      from: { path: '^server/src/', pathNot: ['^server/src/sample/', '^server/src/app\\.module\\.ts$', SPEC] },
      to: { path: '^server/src/sample/' },
    },
    {
      name: 'one-data-door',
      severity: 'error',
      comment:
        'Only the data door, the job queue and the loader of the sample, which copies as the owner of the tables, talk to Postgres themselves; everything else goes through the scoped unit of work.',
      from: { path: '^server/src/', pathNot: ['^server/src/platform/(database|jobs)/', '^server/src/sample/', SPEC] },
      to: { path: '(^|node_modules/)(pg|pg-boss|pg-copy-streams|pg-pool)(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'persian-stands-alone',
      severity: 'error',
      comment: 'The Persian engine is shared with the client: no server code.',
      from: { path: '^server/src/platform/persian/', pathNot: SPEC },
      to: { path: ['^server/src/(?!platform/persian/)', 'node_modules/(@nestjs|typeorm|pg)/'] },
    },
    {
      name: 'persian-without-node',
      severity: 'error',
      comment: 'The Persian engine is shared with the client: nothing of Node.',
      from: { path: '^server/src/platform/persian/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-takes-only-pure-parts',
      severity: 'error',
      comment:
        'Of the server the client knows the API, and by their public names the Persian engine and the calculation of formulas.',
      from: { path: '^client/' },
      to: { path: ['^server/(?!src/platform/(persian|customisation/formula)/index\\.ts$)', '^migrations/'] },
    },
    {
      name: 'kit-only-in-ui',
      severity: 'error',
      comment: 'Screens use client/src/ui, so that the component library can be fixed or changed in one place.',
      from: { path: '^client/src/', pathNot: ['^client/src/ui/', SPEC] },
      to: { path: '(^|node_modules/)@heroui/' },
    },
    {
      name: 'ui-below-features',
      severity: 'error',
      comment: 'The kit and the helpers know no screen.',
      from: { path: '^client/src/(ui|lib)/', pathNot: SPEC },
      to: { path: '^client/src/(features|routes|app)/' },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'Test support never reaches the product.',
      from: { path: '^(server|client)/src/', pathNot: SPEC },
      to: { path: [SPEC, '^(server|client)/(test|e2e)/'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Modules that need each other are one module; circles also break decorators at load time.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-lost-import',
      severity: 'error',
      comment: 'An import that cannot be resolved is checked by no other rule.',
      from: { path: '^(server|client|migrations)/' },
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\.css$', '^cloudflare:', '^bun:'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist', '^client/dist', 'routeTree.gen.ts', '^client/src/api/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'client/tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'],
    },
  },
};
