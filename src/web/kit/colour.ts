/** Linear light of one sRGB channel (WCAG 2.2, relative luminance). */
function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

type Rgb = [number, number, number]

/** `#0F5C4D` or `#fff` as three numbers of 0–255; null for anything else. */
export function parseHex(hex: string): Rgb | null {
  const digits = hex.trim().replace(/^#/, '')
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  if (!/^[0-9a-f]{6}$/i.test(full)) return null
  return [0, 2, 4].map((start) => Number.parseInt(full.slice(start, start + 2), 16)) as Rgb
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** Contrast of two colours by WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [parseHex(one), parseHex(other)]
  if (!a || !b) return 1
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** A share of the second colour mixed into the first, 0 to 1. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [parseHex(one) ?? [0, 0, 0], parseHex(other) ?? [0, 0, 0]]
  return toHex(a.map((channel, index) => channel + (b[index]! - channel) * share) as Rgb)
}

/** Moves a colour towards an end until it stands out from every ground by the ratio. */
function untilReadable(colour: string, towards: string, grounds: string[], ratio: number): string {
  for (let share = 0; share < 1; share += 0.02) {
    const moved = mix(colour, towards, share)
    if (grounds.every((ground) => contrast(moved, ground) >= ratio)) return moved
  }
  return towards
}

interface BrandTokens {
  brand: string
  hover: string
  tint: string
  onBrand: string
}

const AA = 4.6

/** An organisation's colour as the four brand tokens, darkened or lightened until every pair can be read. */
export function brandTokens(colour: string, theme: 'light' | 'dark'): BrandTokens {
  const own = parseHex(colour) ? toHex(parseHex(colour)!) : '#0f5c4d'
  const isDark = theme === 'dark'
  const [paper, surface, end] = isDark ? ['#141413', '#1d1c1b', '#ffffff'] : ['#faf8f5', '#ffffff', '#000000']
  const start = isDark ? mix(own, '#ffffff', 0.25) : own
  const tint = mix(surface!, start, isDark ? 0.16 : 0.11)
  const brand = untilReadable(start, end!, [paper!, surface!, tint], AA)
  const onBrand = contrast(brand, '#ffffff') >= contrast(brand, '#141413') ? '#ffffff' : '#141413'
  return { brand, hover: mix(brand, end!, 0.16), tint, onBrand }
}

function declarations({ brand, hover, tint, onBrand }: BrandTokens): string {
  return `--brand:${brand};--brand-hover:${hover};--brand-tint:${tint};--on-brand:${onBrand};--c1:${brand}`
}

/** The style sheet that puts an organisation's colour in place of pine, in both themes. */
export function brandCss(colour: string): string {
  const light = declarations(brandTokens(colour, 'light'))
  const dark = declarations(brandTokens(colour, 'dark'))
  return [
    `:root{${light}}`,
    `:root[data-theme="dark"]{${dark}}`,
    `@media (prefers-color-scheme:dark){:root[data-theme="auto"]{${dark}}}`,
  ].join('')
}
