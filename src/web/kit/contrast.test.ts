import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { brandTokens, contrast } from './colour.ts'
import { iconNames } from './icon-names.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function tokensOf(start: string): Record<string, string> {
  const from = css.indexOf(start)
  const block = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  )
}

const light = tokensOf(':root {')
const dark = tokensOf(':root[data-theme="dark"]')
const system = tokensOf(':root[data-theme="auto"]')

/** Text and the grounds it stands on. */
const pairs: [string, string[]][] = [
  [
    'ink',
    [
      'paper',
      'surface',
      'sunken',
      'stripe',
      'brand-tint',
      'accent-tint',
      'good-tint',
      'warn-tint',
      'bad-tint',
      'info-tint',
      'note',
    ],
  ],
  ['muted', ['paper', 'surface', 'sunken', 'stripe', 'brand-tint', 'accent-tint']],
  ['brand', ['paper', 'surface', 'sunken', 'brand-tint']],
  ['brand-hover', ['paper', 'surface']],
  ['on-brand', ['brand', 'brand-hover']],
  ['on-accent', ['accent']],
  ['on-bad', ['bad']],
  ['accent-ink', ['paper', 'surface', 'accent-tint']],
  ['good-ink', ['paper', 'surface', 'sunken', 'good-tint']],
  ['warn-ink', ['paper', 'surface', 'sunken', 'warn-tint']],
  ['bad-ink', ['paper', 'surface', 'sunken', 'bad-tint']],
  ['info-ink', ['paper', 'surface', 'sunken', 'info-tint']],
  ['note-ink', ['note']],
]

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_theme, tokens) => {
  const cases = pairs.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const))

  test.each(cases)('%s on %s can be read (4.5:1)', (text, ground) => {
    expect(contrast(tokens[text]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['paper', 'surface'])('the border of an input stands out from %s (3:1)', (ground) => {
    expect(contrast(tokens.field!, tokens[ground]!)).toBeGreaterThanOrEqual(3)
  })

  test.each(['brand', 'accent', 'bad'])(
    'a mark in %s stands out from the surface (3:1 or its shape is filled)',
    (mark) => {
      expect(contrast(tokens[mark]!, tokens.surface!)).toBeGreaterThanOrEqual(2.9)
    },
  )
})

test('the dark values for a chosen and for a system theme are the same', () => {
  expect(system).toEqual(dark)
  expect(Object.keys(dark).filter((name) => !(name in light))).toEqual([])
})

test('the check can fail', () => {
  expect(contrast('#e8743b', '#ffffff')).toBeLessThan(4.5)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

describe('an organisation’s own colour', () => {
  const colours = [
    '#0f5c4d',
    '#ffd400',
    '#ff0000',
    '#00ffff',
    '#ffffff',
    '#000000',
    '#7f7f7f',
    '#e8743b',
    'nonsense',
  ]
  const grounds = { light: ['#faf8f5', '#ffffff'], dark: ['#141413', '#1d1c1b'] }

  test.each(colours)('%s is corrected until it can be read in both themes', (colour) => {
    for (const theme of ['light', 'dark'] as const) {
      const { brand, hover, tint, onBrand } = brandTokens(colour, theme)
      for (const ground of [...grounds[theme], tint]) {
        expect(contrast(brand, ground), `${colour} ${theme} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(onBrand, brand), `${colour} ${theme} button`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(onBrand, hover), `${colour} ${theme} button hovered`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

test('every icon is drawn, and every drawing has its name', () => {
  const sprite = readFileSync(new URL('./icons.svg', import.meta.url), 'utf8')
  const drawn = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map(([, id]) => id)
  expect(drawn.toSorted()).toEqual([...iconNames].toSorted())
})
