/** Linear light of one sRGB channel (WCAG 2.2, relative luminance). */
function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

type Rgb = [number, number, number]

/** Frontdesk's own colour, for an organisation that chose none. */
const PINE = '#0f5c4d'

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

/** The same colour at another lightness and a share of its saturation (HSL, 0 to 1): it keeps its character. */
function atLightness(hex: string, lightness: number, saturation: number): string {
  const channels = (parseHex(hex) ?? [0, 0, 0]).map((channel) => channel / 255) as Rgb
  const [low, high] = [Math.min(...channels), Math.max(...channels)]
  const chroma = (high - low) / (1 - Math.abs(high + low - 1) || 1)
  const spread = chroma * saturation * (1 - Math.abs(2 * lightness - 1))
  const scale = high === low ? 0 : spread / (high - low)
  const middle = (high + low) / 2
  return toHex(channels.map((channel) => 255 * (lightness + (channel - middle) * scale)) as Rgb)
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

function lightnessOf(hex: string): number {
  const rgb = parseHex(hex) ?? [0, 0, 0]
  return (Math.min(...rgb) + Math.max(...rgb)) / 510
}

/** Darkens (light theme) or lightens (dark theme) a colour step by step until it stands out from every ground. */
function untilReadable(colour: string, isDark: boolean, grounds: string[], ratio: number): string {
  const saturation = isDark ? 0.6 : 1
  const start = isDark ? Math.max(lightnessOf(colour), 0.5) : lightnessOf(colour)
  for (let step = 0; step <= 50; step++) {
    const lightness = isDark ? start + (1 - start) * (step / 50) : start * (1 - step / 50)
    const moved = isDark || step > 0 ? atLightness(colour, lightness, saturation) : colour
    if (grounds.every((ground) => contrast(moved, ground) >= ratio)) return moved
  }
  return isDark ? '#ffffff' : '#000000'
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
  const own = parseHex(colour) ? toHex(parseHex(colour)!) : PINE
  const isDark = theme === 'dark'
  const [paper, surface, end] = isDark
    ? (['#141413', '#1d1c1b', '#ffffff'] as const)
    : (['#faf8f5', '#ffffff', '#000000'] as const)
  const tint = mix(surface, isDark ? atLightness(own, 0.5, 0.6) : own, isDark ? 0.16 : 0.11)
  const brand = untilReadable(own, isDark, [paper, surface, tint], AA)
  const onBrand = contrast(brand, '#ffffff') >= contrast(brand, '#141413') ? '#ffffff' : '#141413'
  return { brand, hover: mix(brand, end!, 0.16), tint, onBrand }
}

function declarations({ brand, hover, tint, onBrand }: BrandTokens): string {
  return `--brand:${brand};--brand-hover:${hover};--brand-tint:${tint};--on-brand:${onBrand};--c1:${brand}`
}

/** The style sheet that puts an organisation's colour in place of pine, in both themes; empty for pine itself. */
export function brandCss(colour: string): string {
  if (colour.toLowerCase() === PINE || !parseHex(colour)) return ''
  const light = declarations(brandTokens(colour, 'light'))
  const dark = declarations(brandTokens(colour, 'dark'))
  return [
    `:root{${light}}`,
    `:root[data-theme="dark"]{${dark}}`,
    `@media (prefers-color-scheme:dark){:root[data-theme="auto"]{${dark}}}`,
  ].join('')
}
