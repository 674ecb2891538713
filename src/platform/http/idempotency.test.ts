import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { ErrandContext } from '../context.ts'
import { serveErrand } from '../http.ts'
import { createLog } from '../log.ts'
import { testWorld } from '../testing/world.ts'
import { createDispatch } from './dispatch.ts'

const world = await testWorld()
const ring = endpoint({
  method: 'POST',
  path: '/api/v1/test/:orgSlug/ring',
  summary: 'Ring',
  access: 'public',
  input: z.object({ orgSlug: z.string(), times: z.number() }),
  output: z.object({ rung: z.number() }),
})
let rung = 0
/** Tells when the errand has begun, and keeps it until it may end. */
let bell: { begun(): void; mayEnd: Promise<void> } = { begun: () => {}, mayEnd: Promise.resolve() }
let isBroken = false
async function ringBell(_ctx: ErrandContext, { times }: { times: number }) {
  bell.begun()
  await bell.mayEnd
  if (isBroken) throw new AppError('server.unavailable')
  rung += times
  return { rung }
}
const dispatch = createDispatch(world.services, [serveErrand(ring, ringBell)], async () => null)
const log = createLog(world.services.config)

async function send(orgSlug: string, times: number, key: string) {
  const headers = new Headers({ 'idempotency-key': key })
  return (await dispatch(ring, { orgSlug, times }, { headers, ip: '127.0.0.1', log })).output
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  )

test('an errand with the same key runs once, and a repeat gets the same answer', async () => {
  await world.newOrg({ slug: 'once' })
  rung = 0
  expect(await send('once', 2, 'key-0001')).toEqual({ rung: 2 })
  expect(await send('once', 2, 'key-0001')).toEqual({ rung: 2 })
  expect(rung).toBe(2)
})

test('the same key with other input is refused; two at once run one', async () => {
  await world.newOrg({ slug: 'twice' })
  rung = 0
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  bell = { begun: begun.resolve, mayEnd: end.promise }
  const first = codeOf(send('twice', 1, 'key-0002'))
  await begun.promise
  expect(await codeOf(send('twice', 1, 'key-0002'))).toBe('http.in_progress')
  end.resolve()
  expect(await first).toBe('done')
  expect(await codeOf(send('twice', 5, 'key-0002'))).toBe('http.key_reused')
  expect(rung).toBe(1)
})

test('after a failure the key is free again', async () => {
  await world.newOrg({ slug: 'thrice' })
  rung = 0
  isBroken = true
  expect(await codeOf(send('thrice', 1, 'key-0003'))).toBe('server.unavailable')
  isBroken = false
  expect(await send('thrice', 1, 'key-0003')).toEqual({ rung: 1 })
})
