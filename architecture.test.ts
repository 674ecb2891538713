import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Fault } from './architecture/imports.ts'
import { judge, judgeMap } from './architecture/rules.ts'
import { readSource } from './architecture/source.ts'
import { longFiles } from './architecture.ts'

const paths = globSync(
  ['*.ts', 'architecture/**/*.ts', 'src/**/*.{ts,tsx}', 'bench/**/*.ts', 'tests/**/*.ts'],
  { cwd: import.meta.dirname },
)
  .map((path) => path.replaceAll('\\', '/'))
  .sort()

const inWords = ({ file, line, rule, message }: Fault) => `${file}:${line} [${rule}] ${message}`

test('every file keeps the rules of the house', () => {
  const faults = paths.flatMap((path) => judge(readSource(path, readFileSync(path, 'utf8'))))
  expect(faults.map(inWords)).toEqual([])
})

test('the map has no rings and no missing modules', () => {
  expect(judgeMap()).toEqual([])
  expect(judgeMap({ crm: ['booking'], booking: ['payments'], payments: ['crm'] })).toHaveLength(3)
  expect(judgeMap({ crm: ['ghosts'] })).toEqual(['crm knows ghosts, which is not on the map'])
})

test('every exception is still needed', () => {
  expect(Object.keys(longFiles).filter((path) => !existsSync(path))).toEqual([])
})

test('imports are found however they are written', () => {
  const source = readSource(
    'src/platform/x.ts',
    [
      "import { a, type B } from './a.ts'",
      "import type { C } from './c.ts'",
      "import './d.ts'",
      "export { e } from './e.ts'",
      "export type { F } from './f.ts'",
      "export * from './g.ts'",
      "const h = () => import('./h.ts')",
      "let i: import('./i.ts').I",
      "const text = 'import nothing from \"./never.ts\"' // import './never.ts'",
      'const j = (name: string) => import(`./$' + '{name}.ts`)',
    ].join('\n'),
  )
  expect(source.imports.map(({ specifier, isType, line }) => [specifier, isType, line])).toEqual([
    ['./a.ts', false, 1],
    ['./c.ts', true, 2],
    ['./d.ts', false, 3],
    ['./e.ts', false, 4],
    ['./f.ts', true, 5],
    ['./g.ts', false, 6],
    ['./h.ts', false, 7],
    ['./i.ts', true, 8],
  ])
})

/** Each rule must prove that it can fail: a planted fault, and the same thing done right. */
describe('planted faults', () => {
  type Plant = [rule: string, says: RegExp, path: string, code: string]

  const faulty: Plant[] = [
    [
      'map',
      /crm may not know booking/,
      'src/modules/crm/queries/x.ts',
      "import { a } from '#modules/booking/public.ts'",
    ],
    [
      'map',
      /crm may not know booking/,
      'src/modules/crm/ui/x.tsx',
      "import { a } from '#modules/booking/ui/public.tsx'",
    ],
    [
      'map',
      /crm may not know booking/,
      'src/modules/crm/commands/x.ts',
      "export type { A } from '#modules/booking/contract.ts'",
    ],
    [
      'map',
      /crm may not know booking/,
      'src/modules/crm/errands/x.ts',
      "const a = await import('#modules/booking/public.ts')",
    ],
    [
      'map',
      /crm may not know booking/,
      'src/modules/crm/queries/x.ts',
      "let a: import('#modules/booking/public.ts').A",
    ],
    ['map', /the module cats is not on the map/, 'src/modules/cats/domain/x.ts', ''],
    [
      'rooms',
      /commands may not know adapters/,
      'src/modules/crm/commands/x.ts',
      "import { a } from '../adapters/mail.ts'",
    ],
    [
      'rooms',
      /queries may not know commands/,
      'src/modules/crm/queries/x.ts',
      "import { a } from '../commands/y.ts'",
    ],
    [
      'rooms',
      /errands may not know tables/,
      'src/modules/crm/errands/x.ts',
      "import { crmTables } from '../tables.ts'",
    ],
    [
      'rooms',
      /domain may not reach platform/,
      'src/modules/crm/domain/x.ts',
      "import type { Tx } from '#platform/db.ts'",
    ],
    [
      'rooms',
      /domain may not know queries/,
      'src/modules/crm/domain/x.ts',
      "import { a } from '../queries/y.ts'",
    ],
    [
      'rooms',
      /contract may not know domain/,
      'src/modules/crm/contract.ts',
      "import { a } from './domain/y.ts'",
    ],
    ['rooms', /ui may not know commands/, 'src/modules/crm/ui/x.tsx', "import { a } from '../commands/y.ts'"],
    ['rooms', /ui may not reach platform/, 'src/modules/crm/ui/x.tsx', "import { a } from '#platform/db.ts'"],
    [
      'rooms',
      /only ui\/public is open/,
      'src/modules/booking/ui/x.tsx',
      "import { A } from '#modules/crm/ui/card.tsx'",
    ],
    [
      'rooms',
      /only: public, contract/,
      'src/modules/booking/commands/x.ts',
      "import { a } from '#modules/crm/commands/y.ts'",
    ],
    [
      'rooms',
      /only the types of events/,
      'src/modules/crm/commands/x.ts',
      "import { a } from '#modules/booking/events.ts'",
    ],
    [
      'rooms',
      /no events of other modules/,
      'src/modules/booking/queries/x.ts',
      "import { a } from '#modules/crm/events.ts'",
    ],
    [
      'rooms',
      /http may not reach values/,
      'src/modules/crm/http.ts',
      "import { newId } from '#values/ids.ts'",
    ],
    ['layers', /values import nothing of ours/, 'src/values/x.ts', "import { a } from '#platform/db.ts'"],
    ['layers', /never a module/, 'src/platform/x.ts', "import { a } from '#modules/crm/public.ts'"],
    [
      'layers',
      /only by ui\/public and contract/,
      'src/web/x.tsx',
      "import { a } from '#modules/crm/public.ts'",
    ],
    [
      'layers',
      /only by ui\/public and contract/,
      'src/web/x.tsx',
      "import { a } from '#modules/crm/ui/card.tsx'",
    ],
    ['layers', /only by ui\/public and contract/, 'src/web/x.tsx', "import { a } from '#platform/db.ts'"],
    ['layers', /only by ui\/pages/, 'src/routes.ts', "import { a } from '#modules/crm/domain/x.ts'"],
    ['layers', /only by module and public/, 'src/main.ts', "import { a } from '#modules/crm/commands/x.ts'"],
    ['layers', /public and contract/, 'src/demo/x.ts', "import { a } from '#modules/crm/tables.ts'"],
    ['layers', /public, contract/, 'bench/x.ts', "import { a } from '#modules/crm/queries/x.ts'"],
    ['packages', /platform/, 'src/modules/crm/queries/x.ts', "import pg from 'pg'"],
    ['packages', /kysely/, 'src/modules/crm/errands/x.ts', "import { sql } from 'kysely'"],
    ['packages', /kysely/, 'src/modules/crm/domain/x.ts', "import { sql } from 'kysely'"],
    ['packages', /left-pad/, 'src/modules/crm/commands/x.ts', "import pad from 'left-pad'"],
    [
      'packages',
      /identity\/adapters/,
      'src/modules/identity/commands/x.ts',
      "import { betterAuth } from 'better-auth'",
    ],
    [
      'packages',
      /notifications\/adapters/,
      'src/modules/booking/adapters/x.ts',
      "import mail from 'nodemailer'",
    ],
    ['packages', /payments\/adapters/, 'src/platform/x.ts', "import Stripe from 'stripe'"],
    ['packages', /react/, 'src/modules/crm/domain/x.ts', "import { useState } from 'react'"],
    ['packages', /node's own fs/i, 'src/modules/crm/commands/x.ts', "import { readFileSync } from 'node:fs'"],
    ['packages', /browser/, 'src/web/x.ts', "import { join } from 'node:path'"],
    ['paths', /extension/, 'src/modules/crm/queries/x.ts', "import { a } from '../contract'"],
    ['paths', /not by dots/, 'src/modules/booking/queries/x.ts', "import { a } from '../../crm/public.ts'"],
    ['paths', /relative/, 'src/modules/crm/queries/x.ts', "import { a } from '#modules/crm/contract.ts'"],
    [
      'tests',
      /made for tests/,
      'src/modules/crm/queries/x.ts',
      "import { a } from '#platform/testing/database.ts'",
    ],
    ['tests', /made for tests/, 'src/modules/crm/queries/x.ts', "import { a } from './y.test.ts'"],
    [
      'tests',
      /only public/,
      'src/modules/booking/queries/x.test.ts',
      "import { a } from '#modules/crm/commands/y.ts'",
    ],
    ['tests', /may not reach crm/, 'src/platform/x.test.ts', "import { a } from '#modules/crm/public.ts'"],
    ['settings', /process\.env/, 'src/modules/crm/commands/x.ts', 'const a = process.env.PORT'],
    ['settings', /process\.env/, 'src/platform/http/server.ts', 'const { env } = process'],
    ['logs', /console/, 'src/platform/x.ts', "console.log('here')"],
    ['pure', /clock/, 'src/modules/crm/domain/x.ts', 'const a = Date.now()'],
    ['pure', /clock/, 'src/modules/crm/domain/x.ts', 'const a = new Date()'],
    ['pure', /clock/, 'src/modules/crm/domain/x.ts', 'const a = Math.random()'],
    ['pure', /clock/, 'src/modules/crm/domain/x.ts', 'const a = Temporal.Now.instant()'],
    ['pure', /clock/, 'src/modules/crm/domain/x.ts', 'const a = crypto.randomUUID()'],
    ['transactions', /remote/, 'src/modules/crm/commands/x.ts', "await fetch('https://example.com')"],
    ['transactions', /writes in a query/, 'src/modules/crm/queries/x.ts', "t.updateTable('clients').set({})"],
    ['layout', /no room/, 'src/modules/crm/mappers/x.ts', ''],
    ['layout', /directly in src/, 'src/x.ts', ''],
    ['layout', /\.tsx/, 'src/modules/crm/domain/x.tsx', ''],
    ['names', /"utils"/, 'src/modules/crm/domain/utils/x.ts', ''],
    ['names', /"date-helpers"/, 'src/values/date-helpers.ts', ''],
    ['names', /"services"/, 'src/modules/crm/commands/services.ts', ''],
    ['names', /index file/, 'src/modules/crm/domain/index.ts', ''],
    ['exports', /default export/, 'src/modules/crm/commands/x.ts', 'export default 1'],
    ['exports', /default export/, 'src/modules/crm/commands/x.ts', 'const a = 1\nexport { a as default }'],
    [
      'exports',
      /nothing else/,
      'src/modules/crm/public.ts',
      "export { a } from './queries/x.ts'\nexport const b = 1",
    ],
    ['size', /401 lines/, 'src/values/x.ts', 'const a = 1\n'.repeat(401).replaceAll('a', '_')],
    ['comments', /puts work off/, 'src/values/x.ts', `// TO${'DO'}: later`],
  ]

  test.each(faulty)('%s: %s in %s', (rule, says, path, code) => {
    const faults = judge(readSource(path, code))
    expect(faults).toEqual([
      expect.objectContaining({ rule, file: path, message: expect.stringMatching(says) }),
    ])
  })

  const right: [path: string, code: string][] = [
    ['src/modules/booking/commands/x.ts', "import { a } from '#modules/crm/public.ts'"],
    ['src/modules/booking/commands/x.ts', "import { sql } from 'kysely'\nimport { a } from '../events.ts'"],
    ['src/modules/crm/commands/x.ts', "import type { A } from '#modules/booking/events.ts'"],
    ['src/modules/crm/jobs.ts', "import { a } from '#modules/booking/events.ts'"],
    ['src/modules/crm/errands/x.ts', "import { a } from '../adapters/mail.ts'"],
    ['src/modules/crm/domain/x.ts', "import { z } from 'zod'\nconst a = new Date('2026-11-28')"],
    ['src/modules/crm/domain/x.test.ts', "import { test } from 'vitest'\nconst a = Date.now()"],
    ['src/modules/crm/tables.ts', "import type { Tx } from '#platform/db.ts'"],
    ['src/modules/booking/ui/x.tsx', "import { A } from '#modules/crm/ui/public.tsx'\nexport default A"],
    ['src/modules/booking/ui/x.tsx', "import type { Route } from './+types/x'\nimport './x.css'"],
    ['src/modules/booking/contract/services.ts', ''],
    ['src/modules/notifications/adapters/mail.ts', "import mail from 'nodemailer'"],
    ['src/modules/booking/queries/x.test.ts', "import { a } from '#modules/crm/public.ts'"],
    ['src/modules/booking/queries/x.test.ts', "import { a } from '#platform/testing/database.ts'"],
    ['src/web/x.tsx', "import { a } from '#modules/crm/contract.ts'"],
    ['src/routes.ts', "import * as a from './modules/crm/ui/pages.ts'\nexport default []"],
    ['src/modules.ts', "import { a } from './modules/crm/module.ts'"],
    ['src/platform/config.ts', 'const a = process.env'],
    ['vite.config.ts', "import { a } from 'vite'\nexport default {}"],
  ]

  test.each(right)('nothing to say about %s: %s', (path, code) => {
    expect(judge(readSource(path, code)).map(inWords)).toEqual([])
  })

  test('the rules are tried in every kind', () => {
    const rules = new Set(faulty.map(([rule]) => rule))
    const written = globSync('architecture/*.ts', { cwd: import.meta.dirname })
      .flatMap(
        (path) =>
          readFileSync(posix.join(import.meta.dirname, path), 'utf8').match(
            /(?:refuse|fault)\('(\w+)'|rule: '(\w+)'/g,
          ) ?? [],
      )
      .map((text) => /'(\w+)'/.exec(text)![1]!)
    expect([...new Set(written)].sort()).toEqual([...rules].sort())
  })
})
