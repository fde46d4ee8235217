/**
 * Who may import whom (docs/adr/0002-layers.md). `npm run check:imports` fails on a breach;
 * test/check/imports.test.ts shows that it does.
 */
const between = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})/` },
});

const onlyIn = (name, folder, packages) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: `node_modules/(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // Holds types only, so there is no module to find.
      to: { couldNotResolve: true, pathNot: '^@microsoft/microsoft-graph-types$' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '^src/main\\.ts$' }, to: {} },
    between('core-imports-nothing-of-ours', 'core', []),
    between('config-knows-core', 'config', ['core']),
    between('escalation-decides-with-case-and-core', 'escalation', ['core', 'case']),
    between('case-decides-with-core', 'case', ['core', 'store']),
    between('privacy-reads-text-only', 'privacy', ['core']),
    between('cards-know-the-domain', 'cards', [
      'core',
      'case',
      'roster',
      'directory',
      'household',
      'privacy',
    ]),
    between('household-seals-what-is-in-a-case', 'household', ['core', 'case']),
    between('forgetting-ends-a-case', 'forget', ['core', 'case', 'store']),
    between('roster-decides-with-core', 'roster', ['core', 'store']),
    between('directory-decides-with-core', 'directory', ['core', 'store']),
    between('icalendar-reads-for-the-roster', 'icalendar', ['core', 'roster']),
    between('sms-sends-for-the-outbox', 'sms', ['core', 'outbox', 'config']),
    between('address-is-documents', 'address', ['core', 'store']),
    between('consultation-decides-with-case-and-core', 'consultation', ['core', 'case']),
    between('outbox-delivers-documents', 'outbox', [
      'core',
      'case',
      'store',
      'cards',
      'address',
      'consultation',
      'roster',
    ]),
    between('store-knows-documents-not-meaning', 'store', ['core']),
    between('audit-reads-what-was-logged', 'audit', ['core', 'case', 'roster', 'directory', 'store']),
    between('keys-know-no-documents', 'keys', ['core', 'config']),
    between('bot-knows-handlers-cards-core', 'bot', [
      'core',
      'case',
      'roster',
      'directory',
      'icalendar',
      'household',
      'audit',
      'cards',
      'outbox',
      'address',
      'config',
      'privacy',
    ]),
    between('scheduler-knows-handlers-and-core', 'scheduler', ['core', 'store']),
    {
      name: 'places-of-keys-only-from-their-opening',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/keys/' },
      to: { path: '^src/keys/(files|vault)/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'only-main-wires',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/wiring\\.ts$' },
    },
    {
      name: 'store-adapters-only-from-open-store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(open-store\\.ts|store/)' },
      to: { path: '^src/store/(sqlite|cosmos)/' },
    },
    onlyIn('teams-sdks-only-in-bot', 'bot', 'botbuilder[^/]*|botframework[^/]*|@microsoft/teams-ai'),
    onlyIn('graph-only-in-consultation', 'consultation', '@azure/identity|@microsoft/microsoft-graph-[^/]+'),
    onlyIn('sms-sdk-only-in-sms', 'sms', '@azure/communication-[^/]+'),
    onlyIn('icalendar-only-in-its-folder', 'icalendar', 'ical\\.js|windows-iana'),
    onlyIn('cron-only-in-scheduler', 'scheduler', 'node-cron'),
    onlyIn('templating-only-in-cards', 'cards', 'adaptivecards-templating|adaptive-expressions'),
    onlyIn('sqlite-driver-only-in-its-adapter', 'store/sqlite', 'libsql'),
    onlyIn('cosmos-driver-only-in-its-adapter', 'store/cosmos', '@azure/cosmos'),
    onlyIn('http-server-only-in-bot', 'bot', 'fastify|@fastify/[^/]+|rate-limiter-flexible'),
    onlyIn('tokens-only-in-bot', 'bot', 'jose'),
    onlyIn('vault-sdks-only-in-their-adapter', 'keys/vault', '@azure/keyvault-[^/]+'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
