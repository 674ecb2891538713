import { expect, test } from 'vitest'
import { findRecords } from './find-records.ts'
import type { FindSource } from './find-sources.ts'

const place = { zone: 'Europe/London', locale: 'en-GB' }
const { signal } = new AbortController()

function source(label: string, names: string[], change: Partial<FindSource> = {}): FindSource {
  const hits = names.map((name) => ({ id: name, label: name, icon: 'person' as const, to: `/x/${name}` }))
  return { label, find: async () => hits, ...change }
}

function find(sources: FindSource[], permissions: string[] = [], query = 'ana') {
  return findRecords(sources, { query, permissions, place }, signal)
}

test('groups come in the order of the sources, whichever answers first', async () => {
  const slow = source('Clients', [], {
    find: () =>
      new Promise((done) =>
        setTimeout(() => done([{ id: 'a', label: 'Ana', icon: 'person', to: '/a' }]), 20),
      ),
  })
  const groups = await find([slow, source('Visits', ['FD-1'])])
  expect(groups.map(({ label }) => label)).toEqual(['Clients', 'Visits'])
})

test('a source that the member may not read is not even asked', async () => {
  let asked = false
  const clients = source('Clients', ['Ana'], {
    permission: 'client.view',
    find: async () => {
      asked = true
      return []
    },
  })
  expect(await find([clients, source('Services', ['Clean'])])).toHaveLength(1)
  expect(asked).toBe(false)
})

test('one source that fails does not take the others with it', async () => {
  const broken = source('Visits', [], { find: () => Promise.reject(new Error('503')) })
  expect(await find([source('Clients', ['Ana']), broken])).toMatchObject([{ label: 'Clients' }])
})

test('a source that finds nothing has no heading, and none shows more than eight', async () => {
  const many = Array.from({ length: 12 }, (_, index) => `Ana ${index}`)
  const groups = await find([source('Visits', []), source('Clients', many)])
  expect(groups).toHaveLength(1)
  expect(groups[0]!.hits).toHaveLength(8)
})

test('one letter asks nobody', async () => {
  expect(await find([source('Clients', ['Ana'])], [], 'a')).toEqual([])
})
