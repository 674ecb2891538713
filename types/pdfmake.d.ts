import type { DocumentDefinition } from '#modules/analytics/adapters/pdf-content.ts'

/**
 * What we use of pdfmake. The package's own types bring those of the browser along, which the server must not have;
 * `tsconfig.base.json` puts these in their place.
 */
interface PdfMaker {
  virtualfs: { writeFileSync(name: string, content: Buffer): void }
  addFonts(fonts: Record<string, Record<string, string>>): void
  setUrlAccessPolicy(allows: (url: string) => boolean): void
  setLocalAccessPolicy(allows: (path: string) => boolean): void
  createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> }
}

declare const pdf: PdfMaker
export default pdf
