import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judge } from '../../architecture/rules.ts'
import { readSource } from '../../architecture/source.ts'
import { newFile } from './new-file.ts'

const repository = join(import.meta.dirname, '../..')
let root: string
const written: string[] = []

/** A copy of the house without its furniture: real platform and values, one empty module. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'frontdesk-new-'))
  for (const file of ['package.json', 'tsconfig.base.json', 'biome.json', '.gitignore', 'architecture.ts'])
    cpSync(join(repository, file), join(root, file))
  for (const folder of ['migrations', 'src/modules']) mkdirSync(join(root, folder), { recursive: true })
  for (const link of ['node_modules', 'src/platform', 'src/values'])
    symlinkSync(join(repository, link), join(root, link))
  writeFileSync(join(root, 'migrations/29990101T2359-core.sql'), '')
  writeFileSync(
    join(root, 'src/modules.ts'),
    "import type { Module } from '#platform/module.ts'\n\n/** All. */\nexport const modules: readonly Module[] = []\n",
  )
  for (const words of [
    'module waiting',
    'module salon',
    'command salon reschedule-appointment',
    'query salon list-appointments',
    'query salon find-appointment',
    'query salon get-appointment',
    'query salon count-appointments',
    'errand salon send-reminder',
    'event salon appointment-moved',
    'event salon appointment-lost',
    'endpoint salon reschedule-appointment',
    'migration salon add-chairs',
    'migration salon add-mirrors',
  ])
    written.push(...(await newFile(words.split(' '), root)))
})
afterAll(() => rmSync(root, { recursive: true }))

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('a command comes with its test, a query too', () => {
  expect(written).toEqual(
    expect.arrayContaining([
      'src/modules/salon/commands/reschedule-appointment.ts',
      'src/modules/salon/commands/reschedule-appointment.test.ts',
      'src/modules/salon/queries/list-appointments.ts',
      'src/modules/salon/queries/list-appointments.test.ts',
      'src/modules/salon/contract/reschedule-appointment.ts',
    ]),
  )
  expect(read('src/modules/salon/contract.ts')).toContain(
    "export * from './contract/reschedule-appointment.ts'",
  )
  expect(read('src/modules/salon/events.ts').match(/defineEvent\(\{/g)).toHaveLength(2)
})

test('what is written passes the types', () => {
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { lib: ['ESNext', 'ESNext.Temporal'], types: ['node'] },
      include: ['src/modules/**/*.ts', 'src/modules.ts', 'architecture.ts'],
    }),
  )
  expect(complaints('tsc', ['-p', 'tsconfig.json'], /^(src\/modules|architecture)/)).toEqual([])
})

test('what is written passes the formatter and the linter', () => {
  const args = ['check', '--reporter=github', 'src/modules', 'src/modules.ts', 'architecture.ts']
  expect(complaints('biome', args, /^::(error|warning)/)).toEqual([])
})

test('what is written keeps the rules of the house', () => {
  const sources = [...new Set(written)].filter(
    (path) => path.endsWith('.ts') && path.startsWith('src/modules/'),
  )
  const faults = sources.flatMap((path) => judge(readSource(path, read(path))))
  // The map that is asked is the real one, which has no such modules.
  expect(faults.filter(({ message }) => !message.endsWith('is not on the map'))).toEqual([])
})

/** Lines of a tool's output that match; the tools end with an error code when they have something to say. */
function complaints(tool: string, args: string[], pattern: RegExp): string[] {
  try {
    execFileSync(join(root, 'node_modules/.bin', tool), args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return `${stdout}\n${stderr}`.split('\n').filter((line) => pattern.test(line))
  }
}

test('migrations come after the last one, also when the clock is behind it', () => {
  const names = written.filter((path) => path.startsWith('migrations/'))
  expect(names).toEqual([
    'migrations/29990102T0000-salon-add-chairs.sql',
    'migrations/29990102T0001-salon-add-mirrors.sql',
  ])
  expect(names.map((path) => read(path).includes('create schema salon;'))).toEqual([true, false])
  expect(read(names[0]!)).toContain("select core.make_tenant('salon.chairs');")
})

test('a module joins the map and the list', () => {
  expect(read('architecture.ts')).toMatch(
    /\n {2}waiting: \['identity'\],\n {2}salon: \['identity'\],\n\} as const/,
  )
  expect(read('src/modules.ts')).toContain('readonly Module[] = [waiting, salon]')
})

describe('refusals', () => {
  test.each([
    [['command', 'salon', 'reschedule-appointment'], /is there already/],
    [['event', 'salon', 'appointment-moved'], /has this event already/],
    [['command', 'nowhere', 'move'], /no module "nowhere". There are: salon, waiting/],
    [['command', 'salon', 'RescheduleAppointment'], /kebab-case/],
    [['query', 'salon', 'appointments'], /get \(throws\), find/],
    [['module', 'two-words'], /one word/],
    [['command', 'salon'], /Use: npm run new/],
    [['cake', 'salon', 'x'], /Use: npm run new/],
    [['command', 'salon', '../../x'], /kebab-case/],
  ])('%j', async (words, message) => {
    await expect(newFile(words, root)).rejects.toThrow(message)
  })
})
