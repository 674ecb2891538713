import { describe, expect, test } from 'vitest'
import { detectShape, readRow, splitLine } from './postcode-file.ts'

const codePoint = '"N16 8JR",10,533456,186789,"E92000001","E19000003","E18000007","","E09000012","E05009388"'
const onspdHeader = '"pcd","pcd2","pcds","dointr","doterm","oseast1m","osnrth1m","lat","long"'

describe('reading files of postcode positions', () => {
  test.each([
    ['Code-Point Open', codePoint, 'postcode', 'grid', false],
    ['ONSPD', onspdHeader, 'postcode', 'degrees', true],
    ['plain with header', 'postcode,lat,lon', 'postcode', 'degrees', true],
    ['plain without header', 'N16 8JR,51.56,-0.07', 'postcode', 'degrees', false],
    ['with a byte-order mark', '\uFEFFPostcode,Latitude,Longitude', 'postcode', 'degrees', true],
    ['sectors', 'sector,latitude,longitude,easting,northing,postcodes', 'sector', 'degrees', true],
    ['outcodes', 'outcode,latitude,longitude,easting,northing,postcodes', 'outcode', 'degrees', true],
    ['grid with header', 'Postcode,Eastings,Northings', 'postcode', 'grid', true],
  ])('%s is recognised by its first line', (_, line, keyKind, unit, hasHeader) => {
    expect(detectShape(line)).toMatchObject({ keyKind, unit, hasHeader })
  })

  test.each(['', 'name,email', 'postcode,town', '51.5,-0.07,N16 8JR'])('%j is none of them', (line) => {
    expect(detectShape(line)).toBeNull()
  })

  test('a line of Code-Point Open comes out in degrees', () => {
    const row = readRow(detectShape(codePoint)!, codePoint)
    expect(row).toMatchObject({ ok: true, key: 'N16 8JR' })
    expect(row.ok && row.lat).toBeCloseTo(51.564, 2)
    expect(row.ok && row.lon).toBeCloseTo(-0.075, 2)
  })

  test.each([
    ['postcode,lat,lon', 'n168jr,51.5,-0.07', 'N16 8JR'],
    ['sector,lat,lon', 'N16 8,51.5,-0.07', 'N16 8'],
    ['outcode,lat,lon', 'n16,51.5,-0.07', 'N16'],
    [onspdHeader, '"N16 8JR","N16  8JR","N16 8JR","198001","",533456,186789,51.56,-0.07', 'N16 8JR'],
  ])('%s: %s is kept as %s', (header, line, key) => {
    expect(readRow(detectShape(header)!, line)).toMatchObject({ ok: true, key })
  })

  test.each([
    ['postcode,lat,lon', 'hello,51.5,-0.07', '“hello”'],
    ['postcode,lat,lon', 'N16 8JR,,', 'N16 8JR has no position.'],
    ['postcode,lat,lon', 'N16 8JR,-0.07,51.5', 'outside the British Isles'],
    ['postcode,lat,lon', 'N16 8JR', 'N16 8JR has no position.'],
    ['postcode,lat,lon', 'GY1 1AA,99.999999,0.000000', 'GY1 1AA has no position.'],
    ['postcode,eastings,northings', 'AB10 1AB,0,0', 'AB10 1AB has no position.'],
    ['sector,lat,lon', 'N16,51.5,-0.07', 'not a postcode sector'],
    ['outcode,lat,lon', 'N16 8JR,51.5,-0.07', 'not a postcode outcode'],
  ])('%s: %s is refused with the reason', (header, line, reason) => {
    const row = readRow(detectShape(header)!, line)
    expect(row.ok ? '' : row.reason).toContain(reason)
  })

  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['"a, b","say ""hi""",', ['a, b', 'say "hi"', '']],
    ['"a" ,"b"', ['a', 'b']],
  ])('%s splits into its fields', (line, fields) => expect(splitLine(line)).toEqual(fields))
})
