import { Liquid, type LiquidError } from 'liquidjs'

/** Something a language did not understand; line from 1, null when it is about the whole. */
export interface LanguageFault {
  line: number | null
  message: string
}

/** What templates are filled with. */
export type Filling = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** The two languages of templates: MJML for the look, Liquid for what changes from mail to mail. */
export interface Templates {
  /** MJML to HTML with the Liquid still inside, and what MJML did not understand. Remembered by its text. */
  compileMjml(mjml: string): Promise<{ html: string; faults: LanguageFault[] }>
  /** The variables a text uses (`visit.day`), or what is wrong with its grammar. */
  readLiquid(source: string): { ok: true; variables: string[] } | { ok: false; fault: LanguageFault }
  /** Fills compiled HTML; every value is escaped. Rejects when it takes too long or too much memory. */
  fillHtml(compiled: string, filling: Filling): Promise<string>
  /** Fills a line of plain text, such as a subject. */
  fillLine(source: string, filling: Filling): Promise<string>
}

// What the writers of templates could harm others with: too long, too large, files, unescaped values.
const limits = { parseLimit: 200_000, renderLimit: 500, memoryLimit: 2_000_000 }

function createEngine(outputEscape?: 'escape'): Liquid {
  const engine = new Liquid({
    ...limits,
    outputEscape,
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
  })
  for (const tag of ['include', 'render', 'layout', 'block', 'liquid']) delete engine.tags[tag]
  delete engine.filters.raw
  return engine
}

const REMEMBERED = 50

/** MJML takes 60 MB and most of a second to load, so only the first template of a process pays for it. */
export function createTemplates(): Templates {
  const html = createEngine('escape')
  const line = createEngine()
  const compiled = new Map<string, ReturnType<Templates['compileMjml']>>()
  return {
    compileMjml(mjml) {
      let known = compiled.get(mjml)
      if (!known) {
        if (compiled.size >= REMEMBERED) compiled.delete(compiled.keys().next().value!)
        known = compileMjml(mjml)
        compiled.set(mjml, known)
        known.catch(() => compiled.delete(mjml))
      }
      return known
    },
    readLiquid: (source) => readLiquid(html, source),
    fillHtml: (source, filling) => html.parseAndRender(source, filling),
    async fillLine(source, filling) {
      const filled = await line.parseAndRender(source, filling)
      return filled.replace(/\s+/g, ' ').trim()
    },
  }
}

async function compileMjml(mjml: string): ReturnType<Templates['compileMjml']> {
  const { default: mjml2html } = await import('mjml')
  try {
    const { html, errors } = await mjml2html(mjml, {
      validationLevel: 'soft',
      // mj-include reads files of the server.
      ignoreIncludes: true,
      keepComments: false,
      // Named fonts would be fetched from Google by every reader.
      fonts: {},
    })
    const faults = errors.map(({ line, message, tagName }) => ({
      line,
      message: `<${tagName}>: ${message.trim()}.`,
    }))
    return { html, faults }
  } catch (error) {
    const words = error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : 'it cannot be read'
    return { html: '', faults: [{ line: null, message: `This is not MJML: ${words}.` }] }
  }
}

function readLiquid(engine: Liquid, source: string): ReturnType<Templates['readLiquid']> {
  try {
    const segments = engine.globalVariableSegmentsSync(engine.parse(source))
    const variables = segments.map((path) =>
      path.map((part) => (Array.isArray(part) ? '…' : String(part))).join('.'),
    )
    return { ok: true, variables: [...new Set(variables)] }
  } catch (error) {
    const { message, token } = error as LiquidError & { token?: { getPosition?(): [number, number] } }
    const line = token?.getPosition?.()[0] ?? null
    return { ok: false, fault: { line, message: `${message.split(', line:')[0]!.split('\n')[0]}.` } }
  }
}

declare module '#platform/context.ts' {
  interface Adapters {
    templates: Templates
  }
}
