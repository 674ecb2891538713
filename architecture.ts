/** The map of the house as data: which module may know which. `architecture.test.ts` holds the code to it. */
export const modules = {
  identity: [],
  files: ['identity'],
  calendars: ['identity'],
  crm: ['identity', 'files'],
  payments: ['identity', 'crm'],
  commerce: ['identity', 'files', 'crm', 'payments'],
  activities: ['identity', 'files', 'crm'],
  inbox: ['identity', 'files', 'crm'],
  deals: ['identity', 'files', 'crm', 'commerce', 'payments', 'activities'],
  booking: ['identity', 'files', 'crm', 'calendars', 'payments'],
  dispatch: ['identity', 'files', 'crm', 'booking'],
  notifications: [
    'identity',
    'files',
    'crm',
    'payments',
    'commerce',
    'activities',
    'inbox',
    'calendars',
    'deals',
    'booking',
    'dispatch',
  ],
  analytics: [
    'identity',
    'files',
    'crm',
    'payments',
    'commerce',
    'activities',
    'inbox',
    'calendars',
    'deals',
    'booking',
    'dispatch',
    'notifications',
  ],
  insights: [
    'identity',
    'analytics',
    'files',
    'crm',
    'payments',
    'commerce',
    'activities',
    'inbox',
    'calendars',
    'deals',
    'booking',
    'dispatch',
    'notifications',
  ],
  /** The running of the product itself: outgoing webhooks, failed jobs, system health (decision 001). */
  operations: ['identity'],
} as const satisfies Record<string, readonly string[]>

/** Rooms of a module and what each may import; see `docs/decisions` for changes. */
export type Room =
  | 'contract'
  | 'events'
  | 'public'
  | 'domain'
  | 'commands'
  | 'queries'
  | 'errands'
  | 'rollups'
  | 'tables'
  | 'http'
  | 'jobs'
  | 'adapters'
  | 'ui'
  | 'module'
  | 'testing'

/** Own rooms a room may import. */
export const ownRooms: Record<Room, readonly Room[]> = {
  contract: ['contract'],
  events: ['events', 'contract'],
  domain: ['domain', 'contract'],
  queries: ['queries', 'domain', 'tables', 'contract'],
  commands: ['commands', 'queries', 'domain', 'tables', 'contract', 'events'],
  errands: ['errands', 'commands', 'queries', 'domain', 'adapters', 'contract'],
  adapters: ['adapters', 'contract'],
  rollups: ['rollups', 'tables', 'contract'],
  tables: [],
  public: ['commands', 'queries', 'errands', 'domain', 'contract', 'events', 'adapters'],
  http: ['http', 'contract', 'commands', 'queries', 'errands'],
  jobs: ['jobs', 'commands', 'errands', 'events', 'contract'],
  ui: ['ui', 'contract', 'domain'],
  module: ['http', 'jobs', 'rollups', 'adapters', 'contract', 'events', 'public'],
  testing: [
    'commands',
    'queries',
    'errands',
    'domain',
    'adapters',
    'tables',
    'contract',
    'events',
    'public',
    'testing',
  ],
}

export type Layer = 'values' | 'platform' | 'web'

interface Reach {
  layers: readonly Layer[]
  /** Rooms of modules below on the map. `ui` means their `ui/public`. */
  below: readonly Room[]
  /** Whether `events.ts` of modules anywhere on the map may be imported, or only its types. */
  anyEvents: 'no' | 'types' | 'yes'
  /** Packages from the registry; `'any'` for the rooms that hold vendors. */
  npm: readonly string[] | 'any'
  /** Node's own modules. */
  node: readonly string[] | 'any'
}

const formats = ['csv-parse', 'csv-stringify']
const screen = [
  'react',
  'react-dom',
  'react-router',
  '@mantine/*',
  '@dnd-kit/*',
  '@event-calendar/*',
  '@svar-ui/*',
  '@tabler/icons-react',
  '@tanstack/*',
  'dayjs',
  'echarts',
  'i18next',
  'leaflet',
  'libphonenumber-js',
  'temporal-polyfill',
  'uqr',
  'zod',
]

/** What a room may reach outside its module: our own layers, rooms of modules below it on the map, packages. */
export const outside: Record<Room, Reach> = {
  contract: { layers: ['values'], below: [], anyEvents: 'no', npm: ['zod', 'libphonenumber-js'], node: [] },
  events: { layers: ['values'], below: [], anyEvents: 'no', npm: ['zod'], node: [] },
  domain: { layers: ['values'], below: [], anyEvents: 'no', npm: ['zod', 'libphonenumber-js'], node: [] },
  queries: {
    layers: ['values', 'platform'],
    below: ['public', 'contract'],
    anyEvents: 'no',
    npm: ['kysely', 'zod', ...formats],
    node: ['crypto'],
  },
  commands: {
    layers: ['values', 'platform'],
    below: ['public', 'contract'],
    anyEvents: 'types',
    npm: ['kysely', 'zod', ...formats],
    node: ['crypto'],
  },
  errands: {
    layers: ['values', 'platform'],
    below: ['public', 'contract'],
    anyEvents: 'types',
    npm: ['zod', 'ical-generator', ...formats],
    node: ['crypto'],
  },
  adapters: { layers: ['values', 'platform'], below: [], anyEvents: 'no', npm: 'any', node: 'any' },
  rollups: { layers: ['values', 'platform'], below: [], anyEvents: 'no', npm: ['kysely'], node: [] },
  tables: { layers: ['platform'], below: [], anyEvents: 'no', npm: ['kysely'], node: [] },
  public: { layers: ['values', 'platform'], below: [], anyEvents: 'no', npm: [], node: [] },
  http: { layers: ['platform'], below: [], anyEvents: 'no', npm: [], node: [] },
  jobs: { layers: ['platform'], below: [], anyEvents: 'yes', npm: ['zod'], node: [] },
  ui: {
    layers: ['values', 'web'],
    below: ['ui', 'contract'],
    anyEvents: 'no',
    npm: [...screen, '@react-router/dev'],
    node: [],
  },
  module: { layers: ['platform'], below: [], anyEvents: 'no', npm: [], node: [] },
  testing: {
    layers: ['values', 'platform'],
    below: ['public', 'contract'],
    anyEvents: 'yes',
    npm: 'any',
    node: 'any',
  },
}

/** Packages of the layers outside the modules. */
export const layerPackages = {
  values: ['zod', 'libphonenumber-js'],
  web: [...screen, 'socket.io-client', 'isbot', '@fontsource-variable/*', '@react-router/*'],
  demo: ['kysely', 'zod'],
} as const

/**
 * Vendors with one home each: a second place that speaks to the same vendor is a second way of doing a thing.
 * Entries are path prefixes.
 */
export const vendorHomes: Record<string, readonly string[]> = {
  'better-auth': ['src/modules/identity/adapters'],
  'better-call': ['src/modules/identity/adapters'],
  '@better-auth/*': ['src/modules/identity/adapters'],
  stripe: ['src/modules/payments/adapters'],
  mjml: ['src/modules/notifications/adapters'],
  liquidjs: ['src/modules/notifications/adapters'],
  nodemailer: ['src/modules/notifications/adapters', 'src/modules/inbox/adapters'],
  'sanitize-html': ['src/modules/notifications/adapters', 'src/modules/inbox/adapters'],
  'web-push': ['src/modules/notifications/adapters'],
  sharp: ['src/modules/files/adapters', 'src/modules/identity/adapters', 'src/modules/booking/adapters'],
  tsdav: ['src/modules/calendars/adapters'],
  'ical.js': ['src/modules/calendars/adapters'],
  echarts: ['src/web/kit', 'src/modules/analytics/ui', 'src/modules/analytics/adapters'],
  pdfmake: ['src/modules/analytics/adapters'],
  '@resvg/resvg-js': ['src/modules/analytics/adapters'],
  hucre: ['src/modules/analytics/adapters'],
  aws4fetch: ['src/platform'],
  fastify: ['src/platform', 'src/main.ts'],
  '@fastify/*': ['src/platform', 'src/main.ts'],
  'graphile-worker': ['src/platform'],
  ioredis: ['src/platform', 'src/main.ts'],
  // better-auth wants a pool of its own.
  pg: ['src/platform', 'src/modules/identity/adapters'],
  pino: ['src/platform'],
  'prom-client': ['src/platform'],
  'socket.io': ['src/platform'],
  '@socket.io/*': ['src/platform'],
}

/** Names that say nothing about what is inside. */
export const emptyNames = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'services',
  'lib',
  'misc',
]

/** Files that may bear an empty name, because there it is a word of the product. */
export const meantNames: Record<string, string> = {
  'src/modules/booking/**/services.ts': 'a service is what a booking sells',
  'src/platform/services.ts':
    'builds the Services of `platform/context`, the things that live as long as the process',
}

/** Files besides `platform/config.ts` that read the environment, each with the reason. */
export const environmentReaders: Record<string, string> = {
  'src/cli.ts': 'hands the environment on to the build it starts; takes a password that is kept nowhere',
}

export const MAX_LINES = 400

/** Files over the limit, each with the reason why it stays whole. */
export const longFiles: Record<string, string> = {
  'tests/integration/inbox-facts.ts':
    'one made-up organisation whose facts hang together; read from top to bottom',
}
