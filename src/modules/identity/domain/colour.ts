type Rgb = [number, number, number]

/** The ground on which the product writes; WCAG 2.2 asks 4.5:1 of text. */
const PAPER = '#FAF8F5'
const READABLE = 4.5

/** Contrast of two colours (`#0F5C4D`) by WCAG 2.2 §1.4.3, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [low, high] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b) as [
    number,
    number,
  ]
  return (high + 0.05) / (low + 0.05)
}

/** The colour, darkened just so far that it can be read as text on paper and under white text. */
export function inkOf(colour: string): string {
  for (let share = 0; share < 1; share += 0.02) {
    const darker = hexOf(rgbOf(colour).map((channel) => channel * (1 - share)) as Rgb)
    if (contrastOf(darker, PAPER) >= READABLE) return darker
  }
  return '#000000'
}

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as Rgb
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
