/** Points: left, top, right, bottom. */
export type Margins = readonly [number, number, number, number]

/** How text and boxes look; what is inside inherits it. */
export interface Style {
  font?: string
  fontSize?: number
  bold?: boolean
  color?: string
  fillColor?: string
  lineHeight?: number
  alignment?: 'left' | 'right' | 'center'
  noWrap?: boolean
  margin?: Margins
  fontFeatures?: Readonly<Record<string, boolean>>
  width?: number | '*' | 'auto'
  unbreakable?: boolean
  headlineLevel?: number
  pageBreak?: 'before' | 'after'
}

export interface PdfTable {
  body: readonly (readonly PdfContent[])[]
  widths?: readonly (number | '*' | 'auto')[]
  headerRows?: number
  keepWithHeaderRows?: number
  dontBreakRows?: boolean
}

/** Lines and padding of a table; `at` counts from the top or the left. */
export interface TableLayout {
  hLineWidth?: (at: number) => number
  vLineWidth?: (at: number) => number
  hLineColor?: (at: number) => string
  vLineColor?: (at: number) => string
  paddingLeft?: (at: number) => number
  paddingRight?: (at: number) => number
  paddingTop?: (at: number) => number
  paddingBottom?: (at: number) => number
}

/** A piece of a document, as far as ours have them (https://pdfmake.github.io/docs/0.3/document-definition-object/). */
export type PdfContent =
  | string
  | (Style & { text: string | readonly PdfContent[] })
  | (Style & { stack: readonly PdfContent[] })
  | (Style & { columns: readonly PdfContent[]; columnGap?: number })
  | (Style & { ul: readonly string[] })
  | (Style & { svg: string; fit?: readonly [number, number] })
  | (Style & { table: PdfTable; layout?: TableLayout })

export interface DocumentDefinition {
  pageSize: 'A4'
  pageMargins: Margins
  info: { title: string; creator: string; producer: string }
  language: string
  defaultStyle: Style
  content: readonly PdfContent[]
  footer: (page: number, pages: number) => PdfContent
}
