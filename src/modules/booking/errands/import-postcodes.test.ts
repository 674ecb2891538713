import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { locate } from '../queries/locate.ts'
import { importPostcodes } from './import-postcodes.ts'

const world = await testWorld()
const folder = mkdtempSync(join(tmpdir(), 'postcodes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

describe('importing postcode positions', () => {
  test('a file with faults imports the rest and reports each fault with its line', async () => {
    const path = file('plain.csv', [
      'postcode,lat,lon',
      'N16 8JR,51.561,-0.073\r',
      'hello,51.5,-0.07',
      '',
      'e81ej,51.546,-0.055',
      'N16 8AA,,',
      'N16 8JR,51.562,-0.073',
    ])
    const report = await importPostcodes(world.services, path)
    expect(report).toMatchObject({ read: 5, imported: 2 })
    expect(report.refused.map(({ line }) => line)).toEqual([3, 6])
    const who = world.guest(await world.newOrg())
    expect(await world.query(locate, 'N16 8JR', who)).toMatchObject({ lat: 51.562, source: 'imported' })
    expect(await world.query(locate, 'E8 1EJ', who)).toMatchObject({ source: 'imported', city: 'London' })
  })

  test('sectors and outcodes stand in for postcodes that are missing, marked approximate', async () => {
    await importPostcodes(
      world.services,
      file('sectors.csv', ['sector,latitude,longitude', 'LS1 4,53.797,-1.553']),
    )
    await importPostcodes(
      world.services,
      file('outcodes.csv', ['outcode,latitude,longitude', 'LS1,53.79,-1.55']),
    )
    const who = world.guest(await world.newOrg())
    expect(await world.query(locate, 'LS1 4AP', who)).toMatchObject({ lat: 53.797, source: 'approximate' })
    expect(await world.query(locate, 'LS1 5AB', who)).toMatchObject({ lat: 53.79, source: 'approximate' })
  })

  test('a newer file moves what it names; the same file again changes nothing', async () => {
    const first = file('first.csv', ['postcode,lat,lon', 'M1 1AE,53.477,-2.230'])
    await importPostcodes(world.services, first)
    await importPostcodes(world.services, first)
    await importPostcodes(world.services, file('second.csv', ['postcode,lat,lon', 'M1 1AE,53.478,-2.231']))
    const who = world.guest(await world.newOrg())
    expect(await world.query(locate, 'M1 1AE', who)).toMatchObject({ lat: 53.478, lon: -2.231 })
  })

  test('twelve thousand rows of the national grid go in batches', async () => {
    const letters = 'ABDEFGHJLNPQRSTUWXYZ'
    const rows = Array.from({ length: 12_000 }, (_, i) => {
      const incode = `${i % 10}${letters[Math.floor(i / 10) % 20]}${letters[Math.floor(i / 200) % 20]}`
      return `"SW${1 + Math.floor(i / 4000)} ${incode}",10,${520_000 + i},${170_000 + i},"E92000001"`
    })
    const report = await importPostcodes(world.services, file('codepo_gb.csv', rows))
    expect(report).toMatchObject({ read: 12_000, imported: 12_000, refused: [] })
    const [row] = await world.sql<{ n: number }>(
      `select count(*)::int as n from booking.postcodes where postcode like 'SW%'`,
    )
    expect(row!.n).toBe(12_000)
  })

  test('a file that is something else is refused in words', async () => {
    await expect(importPostcodes(world.services, file('other.csv', ['name,email', 'a,b']))).rejects.toThrow(
      /not a file of postcode positions/,
    )
  })
})

const given = join(import.meta.dirname, '../../../../../shared/data/uk-postcodes/sectors.csv')

test.runIf(existsSync(given))('every sector of a published table is read', async () => {
  const report = await importPostcodes(world.services, given)
  expect(report.read).toBe(10_820)
  expect(report.imported + report.refused.length).toBe(10_820)
  expect(report.refused.length).toBeLessThan(20)
})
