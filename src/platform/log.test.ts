import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function linesOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog({ env: 'production', logLevel: 'info' }, { write: (line) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

test('production logs are JSON lines with a level, an ISO time and the fields of their child logger', () => {
  const [line] = linesOf((log) => log.child({ orgId: 'o1' }).info({ ms: 12 }, 'slot search'))
  expect(line).toMatchObject({ level: 'info', orgId: 'o1', ms: 12, msg: 'slot search' })
  expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('passwords, tokens, secrets and cookies never reach the log, at any depth that is logged', () => {
  const text = JSON.stringify(
    linesOf((log) => {
      log.info({ password: 'hunter2', email: 'ann@example.com' })
      log.info({ body: { token: 'hunter2', secret: 'hunter2' } })
      log.info({
        req: { headers: { authorization: 'Bearer hunter2', cookie: 'sid=hunter2', host: 'a.example' } },
      })
      log.info({ res: { headers: { 'set-cookie': 'sid=hunter2' } } })
    }),
  )
  expect(text).not.toContain('hunter2')
  expect(text).toContain('ann@example.com')
  expect(text).toContain('a.example')
})

test('messages below the level are left out', () => {
  expect(linesOf((log) => log.debug('detail'))).toEqual([])
})
