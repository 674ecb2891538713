import { expect, test } from 'vitest'
import { registerGauges, registry } from './metrics.ts'
import { testWorld } from './testing/world.ts'

const world = await testWorld()
const { ownerUrl } = world.services.db

const figureOf = async (name: string) =>
  new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(await registry.metrics())?.[1]

test('PLAT-081 gauges of the installation are read when they are asked for, at most every five seconds', async () => {
  await world.sql('create sequence if not exists public.asked')
  const select = `select 'sms' as channel, nextval('public.asked') as value`
  registerGauges(ownerUrl, world.services.log, [
    { name: 'frontdesk_test_gauge', help: 'A gauge of the test.', labels: ['channel'], select },
  ])
  expect(await registry.metrics()).toContain('frontdesk_test_gauge{channel="sms"} 1')
  expect(await figureOf('frontdesk_test_gauge')).toBe('1')
  await world.sql('drop sequence public.asked')
})

test('a gauge that cannot be read is left out, and the others are answered', async () => {
  registerGauges(ownerUrl, world.services.log, [
    {
      name: 'frontdesk_test_gauge',
      help: 'A gauge of the test.',
      labels: [],
      select: 'select 1 / 0 as value',
    },
  ])
  expect(await figureOf('frontdesk_test_gauge')).toBeUndefined()
  expect(await figureOf('process_resident_memory_bytes')).toBeDefined()
})
