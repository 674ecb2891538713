import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Outcode, Postcode, parseOutcode, parsePostcode } from './postcode.ts'
import { postcodeAreas } from './postcode-areas.ts'

const read = (text: string) => {
  const parsed = parsePostcode(text)
  return parsed.ok ? parsed.postcode : parsed.reason
}

describe('postcodes (BOOK-021)', () => {
  test('have parts', () => {
    expect(parsePostcode('N16 8JR')).toEqual({
      ok: true,
      postcode: 'N16 8JR',
      outcode: 'N16',
      incode: '8JR',
      sector: 'N16 8',
      area: 'N',
    })
  })

  test.each([
    'M1 1AE',
    'W1A 0AX',
    'B33 8TH',
    'CR2 6XH',
    'EC1A 1BB',
    'DN55 1PT',
    'GIR 0AA',
    'JE2 3AB',
    'GY1 1AA',
    'IM1 1AA',
    'BT1 5GS',
    'SW1A 2AA',
    'E1W 1AA',
    'BS0 1AA',
  ])('%s is one, however it is typed', (postcode) => {
    const bare = postcode.replace(' ', '')
    for (const text of [
      postcode,
      bare,
      bare.toLowerCase(),
      ` ${bare.slice(0, 2)} ${bare.slice(2)} `,
      `${postcode}.`,
    ]) {
      expect(read(text)).toBe(postcode)
    }
  })

  test.each([
    ['N16 BJR', 'second half'],
    ['NI6 8JR', 'N16 8JR'],
    ['nl6 8jr', 'does not begin'],
    ['SO14 OAB', 'SO14 0AB'],
    ['S014 0AB', 'SO14 0AB'],
    ['WIA 1AA', 'W1A 1AA'],
    ['ECIA IBB', 'EC1A 1BB'],
    ['0X1 4AB', 'OX1 4AB'],
    ['E1O 1AA', 'E10 1AA'],
    ['GlR OAA', 'does not begin'],
    ['1P1 1AA', 'IP1 1AA'],
  ])('%s: look-alikes are forgiven where only one reading is possible (%s)', (text, expected) => {
    expect(read(text)).toContain(expected)
  })

  test.each([
    ['', 'Enter a postcode'],
    ['N16', 'only the first half'],
    ['8JR', 'too short'],
    ['N16 8JR 9', 'second half'],
    ['N16 8JRX', 'second half'],
    ['N16 88JRX', 'too long'],
    ['12345', 'second half'],
    ['QQ1 1AA', 'does not begin'],
    ['ZZ1 1AA', 'does not begin'],
    ['N16 8CK', 'second half'],
    ['N£6 8JR', 'only letters and numbers'],
    ['BFPO 801', 'BFPO'],
    ['BF1 3AA', 'BFPO'],
    ['LONDON', 'second half'],
  ])('%s is refused in words', (text, words) => {
    expect(read(text)).toContain(words)
  })

  test('any text is answered, and what was read is read again the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const parsed = parsePostcode(text)
        if (parsed.ok) expect(parsePostcode(parsed.postcode)).toEqual(parsed)
        else expect(parsed.reason).toMatch(/[.]$/)
      }),
    )
  })

  test('the first half alone', () => {
    expect(parseOutcode(' n16 ')).toEqual({ ok: true, outcode: 'N16', area: 'N' })
    expect(parseOutcode('ecia')).toEqual({ ok: true, outcode: 'EC1A', area: 'EC' })
    expect(parseOutcode('N16 8JR').ok).toBe(false)
    expect(parseOutcode('XX1').ok).toBe(false)
  })

  test('contracts normalise, or say what to change', () => {
    expect(Postcode.parse('n168jr')).toBe('N16 8JR')
    expect(Outcode.parse('n16')).toBe('N16')
    expect(Postcode.safeParse('N16').error?.issues[0]?.message).toContain('Enter the whole postcode')
    expect(Outcode.safeParse('16').success).toBe(false)
  })
})

describe('postcode areas', () => {
  test('are the 121 of the United Kingdom and three of the Crown dependencies', () => {
    expect(postcodeAreas.size).toBe(124)
    for (const area of ['JE', 'GY', 'IM', 'BT', 'N', 'ZE']) expect(postcodeAreas.has(area)).toBe(true)
  })

  test('lie on the British Isles, where one expects them', () => {
    for (const { name, lat, lon } of postcodeAreas.values()) {
      expect(name).not.toBe('')
      expect(lat > 49 && lat < 61).toBe(true)
      expect(lon > -8 && lon < 2).toBe(true)
    }
    expect(postcodeAreas.get('N')).toMatchObject({ name: 'North London', lat: 51.585 })
  })
})
