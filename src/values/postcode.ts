import { z } from 'zod'
import { postcodeAreas } from './postcode-areas.ts'

/** A full UK postcode and its parts: N16 8JR lies in outcode N16, sector N16 8, area N. */
export interface PostcodeParts {
  postcode: string
  outcode: string
  incode: string
  sector: string
  area: string
}

/** The parts of a postcode or outcode, or a sentence that says what is wrong with the text. */
export type ParsedPostcode = ({ ok: true } & PostcodeParts) | { ok: false; reason: string }
export type ParsedOutcode = { ok: true; outcode: string; area: string } | { ok: false; reason: string }

// Royal Mail, Programmers' Guide to PAF, "Postcode format": which letters may stand where.
const OUTCODE =
  /^(?:[A-PR-UWYZ][A-HK-Y]?(?:\d|[1-9]\d)|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRV-Y])$/
const INCODE = /^\d[ABD-HJLNP-UW-Z]{2}$/

/** Letters and digits that people mix up when they type: O for 0 and I for 1. */
const lookalikes: Record<string, string> = { O: '0', '0': 'O', I: '1', '1': 'I' }

function compact(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.,\-–_]/g, '')
}

function areaOf(outcode: string): string {
  return /^[A-Z]+/.exec(outcode)![0]
}

function isOutcode(text: string): boolean {
  return OUTCODE.test(text) && postcodeAreas.has(areaOf(text))
}

/** Every text that arises by swapping look-alikes in any of the places. */
function variants(text: string): string[] {
  return [...text].reduce<string[]>(
    (heads, char) =>
      heads.flatMap((head) => (lookalikes[char] ? [head + char, head + lookalikes[char]] : [head + char])),
    [''],
  )
}

/** The outcode meant: as written when that is one, else the only one that differs by O/0 and I/1. */
function meantOutcode(text: string): string | undefined {
  if (isOutcode(text)) return text
  const possible = variants(text).filter(isOutcode)
  return possible.length === 1 ? possible[0] : undefined
}

/**
 * Reads a UK postcode in any of its forms, also Jersey, Guernsey and the Isle of Man: lower case, missing or odd
 * spaces, and O/0 or I/1 mixed up where only one reading is possible. Says in words why when it is none.
 */
export function parsePostcode(text: string): ParsedPostcode {
  const code = compact(text)
  if (code === '') return refuse('Enter a postcode, for example N16 8JR.')
  if (/^[GC6][I1]R[O0]AA$/.test(code)) return parts('GIR', '0AA', 'L')
  if (code.startsWith('BFPO') || /^BF1\d/.test(code)) {
    return refuse('BFPO addresses are not on the map. Enter the postcode of the place itself.')
  }
  if (!/^[A-Z0-9]+$/.test(code)) return refuse('A postcode has only letters and numbers, like N16 8JR.')
  if (code.length < 5 && parseOutcode(code).ok) {
    return refuse(`“${code}” is only the first half. Enter the whole postcode, for example ${code} 1AA.`)
  }
  if (code.length < 5) return refuse('This postcode is too short. It looks like N16 8JR.')
  if (code.length > 7) return refuse('This postcode is too long. It looks like N16 8JR.')

  const tail = code.slice(-3)
  const digit = { O: '0', I: '1' }[tail[0]!] ?? tail[0]
  const incode = digit + tail.slice(1)
  if (!INCODE.test(incode)) {
    return refuse('The second half of a postcode is a number and two letters, like 8JR in N16 8JR.')
  }
  const outcode = meantOutcode(code.slice(0, -3))
  if (outcode) return parts(outcode, incode, areaOf(outcode))
  return refuse(`“${code.slice(0, -3)}” does not begin a UK postcode. Check the first half.`)
}

function parts(outcode: string, incode: string, area: string): ParsedPostcode {
  return {
    ok: true,
    postcode: `${outcode} ${incode}`,
    outcode,
    incode,
    sector: `${outcode} ${incode[0]}`,
    area,
  }
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

/** Reads the first half of a UK postcode alone (`N16`, `ec1a`), with the same forgiveness. */
export function parseOutcode(text: string): ParsedOutcode {
  const code = compact(text)
  if (code === '') return refuse('Enter the first half of a postcode, for example N16.')
  const outcode = code.length <= 4 ? meantOutcode(code) : undefined
  if (!outcode) return refuse(`“${text.trim()}” is not the first half of a UK postcode, for example N16.`)
  return { ok: true, outcode, area: areaOf(outcode) }
}

/** A UK postcode from outside, normalised: `n168jr` becomes `N16 8JR`. The fault says what to change. */
export const Postcode = z
  .string({ error: 'Enter a postcode, for example N16 8JR.' })
  .max(40, 'This postcode is too long. It looks like N16 8JR.')
  .transform((text, ctx) => {
    const parsed = parsePostcode(text)
    if (parsed.ok) return parsed.postcode
    ctx.addIssue({ code: 'custom', message: parsed.reason })
    return z.NEVER
  })
export type Postcode = string

/** The first half of a UK postcode from outside, normalised: `n16` becomes `N16`. */
export const Outcode = z
  .string({ error: 'Enter the first half of a postcode, for example N16.' })
  .max(20, 'Enter only the first half of a postcode, for example N16.')
  .transform((text, ctx) => {
    const parsed = parseOutcode(text)
    if (parsed.ok) return parsed.outcode
    ctx.addIssue({ code: 'custom', message: parsed.reason })
    return z.NEVER
  })
export type Outcode = string
