/** Layers of the house. Each rule says what a folder may not reach, and why. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'rules are tested without a database, a clock or a framework',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^app/domain/', 'node_modules/zod/'] },
    },
    {
      name: 'only-services-touch-the-database',
      severity: 'error',
      from: { path: '^app/(routes|ui|i18n|domain)/' },
      to: { path: ['^prisma/generated/(?!enums)', '^app/services/shared/(db|transact)\\.server'] },
    },
    {
      name: 'areas-meet-at-the-store',
      comment:
        'a service writes into another area only through its store; reads are open (queries/, read-*); the opening is the other half of the bid; home, desk and search are pages over several areas, and lists are searches',
      severity: 'error',
      from: { path: '^app/services/([^/]+)/', pathNot: '^app/services/(home|desk|search)/' },
      to: {
        path: '^app/services/',
        pathNot: [
          '^app/services/$1/',
          '^app/services/(shared|search)/',
          '^app/services/[^/]+/[a-z-]*store\\.server',
          '^app/services/[^/]+/queries/',
          '^app/services/[^/]+/read-',
          '^app/services/bid/envelope\\.server',
        ],
      },
    },
    {
      name: 'services-know-no-pages',
      severity: 'error',
      from: { path: '^app/services/' },
      to: { path: '^app/(routes|ui|http)/' },
    },
    {
      name: 'services-speak-no-language',
      comment: 'texts belong to pages and letters; services answer with codes',
      severity: 'error',
      from: { path: '^app/services/' },
      to: { path: '^app/i18n/' },
    },
    {
      name: 'search-knows-no-pages',
      severity: 'error',
      from: { path: '^search/' },
      to: { path: '^app/(routes|ui|http)/' },
    },
    {
      name: 'ui-has-no-server',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: ['\\.server\\.', '^search/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'secrets-come-from-env',
      comment: 'env.server.ts reads the environment; the http layer, servers and the worker hand it on',
      severity: 'error',
      from: {
        path: '^app/(domain|services|ui|routes|i18n)/',
        pathNot: 'services/shared/(log|create-file-store)\\.server',
      },
      to: { path: '^app/env\\.server', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'start-is-a-root',
      comment: 'nothing depends on how the house is started',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/start/' },
      to: { path: '^app/start/' },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { pathNot: ['^tests/', '\\.test\\.tsx?$'] },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },

    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
}
