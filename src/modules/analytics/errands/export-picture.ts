import { chartSvg, svgToPng } from '../adapters/chart-picture.ts'
import { charts } from '../domain/charts/catalogue.ts'
import { printColours, printLook } from '../domain/charts/print-look.ts'
import { asOfAll, gather, type Making } from './export-work.ts'

const WIDTH = 960
const PADDING = 32

/** One chart as PNG at twice its size, with its question above and its origin below; null when it was cancelled. */
export async function makePicture(making: Making, key: string): Promise<Uint8Array | null> {
  const chart = charts.find((one) => one.key === key)!
  const sections = await gather(making, [chart.section], { from: 10, to: 40 })
  if (!sections) return null
  const look = printLook(making.words, making.thresholds, WIDTH - 2 * PADDING)
  const drawing = chart.build(sections, look)
  const svg = drawing && (await chartSvg({ ...drawing, width: look.width }))
  if (!(await making.isWanted(70))) return null
  const caption = new Map(making.caption(chart.title, asOfAll(sections)))
  return svgToPng(
    framed({
      title: chart.title,
      about: chart.about(sections, look),
      chart: svg ?? '',
      height: drawing?.height ?? 120,
      foot: [
        `${caption.get('Organisation')} · ${caption.get('Period')}`,
        `${caption.get('Filter')} · ${caption.get('Time zone')} · as of ${caption.get('As of')}`,
      ],
    }),
  )
}

interface Frame {
  title: string
  about: string
  chart: string
  height: number
  foot: readonly string[]
}

/** The chart on white, as a picture that explains itself wherever it is pasted. */
function framed({ title, about, chart, height, foot }: Frame): string {
  const { ink, muted, surface, line } = printColours
  const top = 92
  const bottom = 40 + foot.length * 18
  const total = top + height + bottom
  const text = (y: number, size: number, weight: number, colour: string, words: string) =>
    `<text x="${PADDING}" y="${y}" font-family="Inter" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(words)}</text>`
  const inner = chart
    ? chart.replace('<svg ', `<svg x="${PADDING}" y="${top}" `)
    : text(top + 40, 14, 400, muted, 'Nothing to count in this period.')
  const rule = top + height + 16
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${total}" viewBox="0 0 ${WIDTH} ${total}">`,
    `<rect width="${WIDTH}" height="${total}" fill="${surface}"/>`,
    text(46, 20, 600, ink, title),
    text(70, 13, 400, muted, about),
    inner,
    `<path d="M${PADDING} ${rule}H${WIDTH - PADDING}" stroke="${line}"/>`,
    ...foot.map((words, index) => text(rule + 24 + index * 18, 12, 400, muted, words)),
    '</svg>',
  ].join('')
}

function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
