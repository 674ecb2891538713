import { fileURLToPath } from 'node:url'
import { widthOf } from './inter-widths.ts'

/** A chart as the library takes it, with its size in pixels. */
export interface PictureOf {
  option: Record<string, unknown>
  width: number
  height: number
}

type Draw = (picture: PictureOf) => string
let drawing: Promise<Draw> | undefined

/** Draws a chart as SVG, without a browser. The library is loaded with the first one: it takes 60 MB. */
export async function chartSvg(picture: PictureOf): Promise<string> {
  drawing ??= loadLibrary()
  return (await drawing)(picture)
}

async function loadLibrary(): Promise<Draw> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([
    charts.BarChart,
    charts.LineChart,
    charts.CustomChart,
    components.GridComponent,
    components.LegendComponent,
    components.TooltipComponent,
    components.MarkLineComponent,
    components.MarkPointComponent,
    renderers.SVGRenderer,
  ])
  core.setPlatformAPI({ measureText: (text, font) => ({ width: widthOf(text, font) }) })
  return ({ option, width, height }) => {
    const chart = core.init(null, null, { renderer: 'svg', ssr: true, width, height })
    try {
      chart.setOption({ ...option, animation: false })
      return withoutHovers(chart.renderToSVGString())
    } finally {
      chart.dispose()
    }
  }
}

/** The library writes style sheets for the pointer, which a still picture has no use for. */
function withoutHovers(svg: string): string {
  return svg.replace(/<style\s*>[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '')
}

/** Files of the typeface that pictures and documents are set in. */
export function interFile(weight: '400Regular' | '500Medium' | '600SemiBold'): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`))
}

/** An SVG as PNG, so many times as large; nothing but our own typeface is read. */
export async function svgToPng(svg: string, zoom = 2): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: {
      loadSystemFonts: false,
      fontFiles: [interFile('400Regular'), interFile('500Medium'), interFile('600SemiBold')],
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
  })
  return picture.asPng()
}
