import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Config, ConfigError, loadConfig } from '#platform/config.ts'
import { createLog, type Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { buildPages } from '#platform/pages-build.ts'

const HELP = `Frontdesk, the open-source front desk for service businesses.

  frontdesk start [--port N] [--host H] [--data-dir D] [--role all|api|worker] [--no-demo] [--simulate]
                           install, build, migrate, fill the demo on first start, serve
  frontdesk dev            the same with live reload of pages
  frontdesk migrate        bring the database up to this version (a backup is made first)
  frontdesk seed [--reset] fill the demo organisation, or empty and refill it
  frontdesk create-admin --email E --name N [--org SLUG]   the password is asked for, or read from ADMIN_PASSWORD
  frontdesk postcodes import FILE    Code-Point Open, ONSPD or postcode,lat,lon
  frontdesk backup [--out FILE] [--org SLUG]
  frontdesk restore FILE [--replace]
  frontdesk rollups check | rebuild  compare every figure with a recount, or compute all anew
  frontdesk doctor         check ports, versions, permissions, disk, clock, database
  frontdesk new KIND MODULE NAME     write a file and its test in the style of the house
  frontdesk tables [--check]         write the tables' types from the migrated database
  frontdesk bench | shots            measurements; pictures of every page
`

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  role: { type: 'string' },
  demo: { type: 'boolean', default: true },
  simulate: { type: 'boolean', default: false },
  reset: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  out: { type: 'string' },
  org: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
} as const

type Options = ReturnType<typeof readArguments>['values']
type CommandLine = (config: Config, values: Options, words: string[]) => Promise<void>

function readArguments(words: string[]) {
  return parseArgs({ args: words, options: OPTIONS, allowPositionals: true, allowNegative: true })
}

const say = (text: string) => process.stdout.write(`${text}\n`)

const commands: Record<string, CommandLine> = {
  start: (config) => serve(config),
  dev: (config) => serve({ ...config, env: 'development' }),

  async migrate(config) {
    await withDatabase(config, async (url) => {
      const { backupBeforeMigrate } = await import('#platform/backup.ts')
      await backupBeforeMigrate({ ownerUrl: url, config })
      const applied = await migrate(url)
      say(
        applied.length > 0
          ? `Applied ${applied.length} migration(s): ${applied.join(', ')}`
          : 'Nothing to do.',
      )
    })
  },

  async seed(config, values) {
    await withServices(config, async (services) => {
      const { seedDemo, removeDemo } = await import('#demo/seed.ts')
      if (values.reset) await removeDemo(services)
      const report = await seedDemo(services, await allRollups())
      say(report)
    })
  },

  async 'create-admin'(config, values) {
    const { email, name } = values
    if (!email || !name) throw new Error('Say who: --email ana@example.com --name "Ana Lima"')
    const password = process.env.ADMIN_PASSWORD ?? (await askPassword())
    await withServices(config, async (services) => {
      const { createAdmin } = await import('#modules/identity/public.ts')
      await createAdmin(services, { email, name, password, orgSlug: values.org })
      say(`${name} may now sign in with ${email}.`)
    })
  },

  async postcodes(config, _values, [action, file]) {
    if (action !== 'import' || !file) throw new Error('Use: frontdesk postcodes import FILE')
    if (!existsSync(file)) throw new Error(`The file ${file} cannot be read: there is no such file.`)
    await withServices(config, async (services) => {
      const { importPostcodes } = await import('#modules/booking/public.ts')
      const report = await importPostcodes(services, file)
      say(`Read ${report.read} rows, imported ${report.imported}, refused ${report.refused.length}.`)
      for (const { line, reason } of report.refused.slice(0, 20)) say(`  line ${line}: ${reason}`)
    })
  },

  async backup(config, values) {
    await withDatabase(config, async (url) => {
      const { backup } = await import('#platform/backup.ts')
      const report = await backup({ ownerUrl: url, config, out: values.out, orgSlug: values.org })
      say(`Wrote ${report.file}: ${report.rows} rows of ${report.tables} tables, ${report.files} files.`)
    })
  },

  async restore(config, values, [file]) {
    if (!file) throw new Error('Which archive? Use: frontdesk restore FILE')
    await withDatabase(config, async (url) => {
      const { restore } = await import('#platform/restore.ts')
      const report = await restore({ ownerUrl: url, config, file, replace: values.replace })
      if (report.savedTo) say(`What was there before is kept in ${report.savedTo}.`)
      for (const warning of report.warnings) say(`Note: ${warning}`)
      say(
        `Restored ${report.rows} rows of ${report.tables} tables and ${report.files} files; every count was checked.`,
      )
    })
  },

  async rollups(config, _values, [action]) {
    await withServices(config, async (services) => {
      const { checkRollups, rebuildRollups } = await import('#platform/rollups.ts')
      const rollups = await allRollups()
      if (action === 'rebuild') {
        say(`Rebuilt ${await rebuildRollups(services, rollups)} rows.`)
        return
      }
      const differences = await checkRollups(services, rollups)
      for (const line of differences) say(line)
      say(differences.length > 0 ? 'Run: frontdesk rollups rebuild' : 'Every figure equals its recount.')
      if (differences.length > 0) process.exitCode = 1
    })
  },

  async doctor(config) {
    const { doctor } = await import('#platform/doctor.ts')
    const report = await doctor(config)
    for (const { ok, name, detail, fix } of report.checks)
      say(`${ok ? '✓' : '✗'} ${name}: ${detail}${fix ? `\n    ${fix}` : ''}`)
    if (!report.ok) process.exitCode = 1
  },

  async new(_config, _values, words) {
    const { newFile } = await import('#platform/new-file.ts')
    for (const file of await newFile(words)) say(`Wrote ${file}`)
  },

  async tables(_config, values) {
    const { startTemporaryPostgres } = await import('#platform/embedded-postgres.ts')
    const { generateTables } = await import('#platform/generate-tables.ts')
    const server = await startTemporaryPostgres()
    try {
      await migrate(server.url)
      const stale = await generateTables({ ownerUrl: server.url, check: values.check })
      if (values.check && stale.length > 0)
        throw new Error(`Stale: ${stale.join(', ')}. Run: frontdesk tables`)
      say(stale.length > 0 ? `Wrote ${stale.join(', ')}` : 'All tables are current.')
    } finally {
      await server.stop()
    }
  },

  bench: () => runScript('../bench/run.ts'),
  shots: () => runScript('../tests/shots.ts'),
}

async function allRollups() {
  const { modules } = await import('./modules.ts')
  return modules.flatMap((module) => module.rollups ?? [])
}

async function runScript(file: string): Promise<void> {
  const { main } = (await import(file)) as { main: (words: string[]) => Promise<void> }
  await main(process.argv.slice(3))
}

/** The owner's connection string and how to let the database go. */
async function openOwnDatabase(config: Config, log: Log): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} }
  const { startEmbeddedPostgres } = await import('#platform/embedded-postgres.ts')
  return startEmbeddedPostgres({ dataDir: config.dataDir, log })
}

async function withDatabase(config: Config, work: (url: string) => Promise<void>): Promise<void> {
  const database = await openOwnDatabase(config, createLog({ ...config, logLevel: 'warn' }))
  try {
    await work(database.url)
  } finally {
    await database.stop()
  }
}

/** Services without server or worker, on a migrated database: for one-off commands. */
async function withServices(
  config: Config,
  work: (services: import('#platform/context.ts').Services) => Promise<void>,
): Promise<void> {
  await withDatabase(config, async (url) => {
    await migrate(url)
    const { createServices } = await import('#platform/services.ts')
    const { createSilentLive } = await import('#platform/live.ts')
    const { modules } = await import('./modules.ts')
    const log = createLog({ ...config, logLevel: 'warn' })
    const services = createServices({ config, log, modules, databaseUrl: url, live: createSilentLive() })
    try {
      await work(services)
    } finally {
      await services.db.close()
    }
  })
}

async function serve(config: Config): Promise<void> {
  const startedAt = performance.now()
  // React and others ask this themselves, when they are loaded; without it they are their slow selves for developers.
  process.env.NODE_ENV = config.env
  if (config.env === 'production') await buildPages({ environment: process.env, say })
  const log = createLog(config)
  const [database, { startFrontdesk }] = await Promise.all([
    openOwnDatabase(config, log),
    import('./main.ts'),
  ])
  if (config.role !== 'worker') {
    const { backupBeforeMigrate } = await import('#platform/backup.ts')
    await backupBeforeMigrate({ ownerUrl: database.url, config })
    await migrate(database.url)
    const { prepareDemo } = await import('#demo/first-start.ts')
    await prepareDemo(config, database.url, log)
  }
  const running = await startFrontdesk(config, {
    databaseUrl: database.url,
    log,
    rateLimits: config.rateLimits,
  })
  if (config.role === 'worker') {
    say('Working the queue. Stop with Ctrl-C.')
  } else {
    const { demoSignIns } = await import('#demo/state.ts')
    say(welcome(running.url, await demoSignIns(running.services), performance.now() - startedAt))
  }
  const simulator = config.role === 'worker' ? undefined : await startSimulated(config, running)
  await untilStopped()
  say('Finishing what is under way …')
  simulator?.stop()
  await running.stop()
  await database.stop()
}

/** Simulated customers, for demonstrations: always with `--simulate`, else while the switch in the settings is on. */
async function startSimulated(config: Config, running: import('./main.ts').Running) {
  const { startSimulator } = await import('#demo/simulator.ts')
  const { isSimulating } = await import('#demo/state.ts')
  const { services } = running
  // Not by the name that the world knows: what is simulated never leaves the machine.
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`
  return startSimulator(services, url, async () => config.simulate || (await isSimulating(services)))
}

function welcome(
  url: string,
  signIns: { role: string; email: string; password: string }[],
  ms: number,
): string {
  const lines = [
    '',
    `  Frontdesk is ready after ${(ms / 1000).toFixed(1)} s`,
    '',
    `  Customers book   ${url}/book`,
    `  The office       ${url}/today`,
    `  API reference    ${url}/api/v1/reference`,
  ]
  if (signIns.length > 0) {
    lines.push('', '  Demo sign-ins')
    for (const { role, email, password } of signIns)
      lines.push(`    ${role.padEnd(10)} ${email}  ${password}`)
  } else {
    lines.push('', `  Create the first administrator at ${url}/setup`)
  }
  return [...lines, '', '  Stop with Ctrl-C.', ''].join('\n')
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve()
        // A second signal means now.
        process.once(signal, () => process.exit(1))
      })
    }
  })
}

async function askPassword(): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  // Without a terminal the question would wait for ever.
  const closed = new Promise<never>((_, refuse) => {
    prompt.once('close', () => refuse(new Error('No password came. Set ADMIN_PASSWORD, or type it.')))
  })
  const password = await Promise.race([prompt.question('Password (at least 10 characters): '), closed])
  prompt.close()
  return password
}

function configOf(values: Options, command: string): Config {
  return loadConfig({
    ...(values.port !== undefined && { port: values.port as unknown as number }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values['data-dir'] !== undefined && { dataDir: values['data-dir'] }),
    ...(values.role !== undefined && { role: values.role as Config['role'] }),
    ...(!values.demo && { demo: false }),
    ...(values.simulate && { simulate: true }),
    ...(command !== 'dev' && process.env.NODE_ENV === undefined && { env: 'production' as const }),
  })
}

async function main(): Promise<void> {
  const [command = 'help', ...rest] = process.argv.slice(2)
  const run = commands[command]
  if (!run) {
    const isAsked = ['help', '--help', '-h'].includes(command)
    if (!isAsked) process.stderr.write(`There is no command "${command}".\n\n`)
    say(HELP)
    process.exitCode = isAsked ? 0 : 1
    return
  }
  const passOn = command === 'bench' || command === 'shots'
  const { values, positionals } = readArguments(passOn ? [] : rest)
  await run(configOf(values, command), values, positionals)
}

try {
  await main()
} catch (error) {
  const known =
    error instanceof ConfigError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(
    `\n${known || process.env.LOG_LEVEL !== 'debug' ? (error as Error).message : (error as Error).stack}\n\n`,
  )
  process.exitCode = 1
}
