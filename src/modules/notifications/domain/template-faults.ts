/** What is wrong with a template, where, in words for whoever wrote it. */
export interface TemplateFault {
  part: 'subject' | 'body'
  /** Line of the part, from 1; null when it is about the whole. */
  line: number | null
  message: string
}

const FORBIDDEN = /<\s*(script|iframe|object|embed|form|input|link|meta|base|mj-include|mj-style)\b/gi
const HANDLER = /<[^>]*\s(on[a-z]+)\s*=/gi
const SCRIPT_LINK = /(?:href|src)\s*=\s*["']?\s*(?:javascript|data|vbscript|file):/gi

/** Parts that mail programs refuse or that could do harm: programs, frames, forms, files of the server. */
export function findForbidden(body: string): TemplateFault[] {
  const faults: TemplateFault[] = []
  const add = (index: number, message: string) =>
    faults.push({ part: 'body', line: lineAt(body, index), message })
  for (const match of body.matchAll(FORBIDDEN))
    add(match.index, `<${match[1]!.toLowerCase()}> is not allowed in a message. Remove it.`)
  for (const match of body.matchAll(HANDLER))
    add(match.index, `${match[1]} is not allowed in a message. Remove it.`)
  for (const match of body.matchAll(SCRIPT_LINK))
    add(match.index, 'Links must begin with https, mailto or tel, or be a variable.')
  return faults
}

/**
 * MJML drops what stands between its parts; a condition lost there would show its text to everybody. Compares
 * the whole source with its HTML; the line is the body's.
 */
export function findLostTags(body: string, mjml: string, html: string): TemplateFault[] {
  if (countTags(html) >= countTags(mjml)) return []
  return [
    {
      part: 'body',
      line: firstLooseTag(body),
      message:
        'A {% … %} stands between two parts. Put it inside an <mj-text>, or into an <mj-raw> of its own.',
    },
  ]
}

function countTags(text: string): number {
  return text.match(/\{%/g)?.length ?? 0
}

/** The first tag outside the parts in which MJML keeps texts. */
function firstLooseTag(body: string): number | null {
  const blanked = body.replace(/<(mj-text|mj-raw|mj-button|mj-table)\b[\s\S]*?<\/\1>/gi, (part) =>
    part.replace(/[^\n]/g, ' '),
  )
  const index = blanked.indexOf('{%')
  return index < 0 ? null : lineAt(body, index)
}

/** Names a text uses that do not exist, each with the nearest that does, or with all. */
export function findUnknown(
  part: TemplateFault['part'],
  source: string,
  used: readonly string[],
  known: readonly string[],
): TemplateFault[] {
  return used
    .filter((path) => !known.includes(path))
    .map((path) => ({
      part,
      line: lineOf(source, path),
      message: `{{ ${path} }} does not exist here. ${suggestion(path, known)}`,
    }))
}

function lineOf(source: string, path: string): number | null {
  const index = source.indexOf(path)
  return index < 0 ? null : lineAt(source, index)
}

function suggestion(path: string, known: readonly string[]): string {
  const last = path.split('.').at(-1)!.toLowerCase()
  const near =
    known.find((name) => name.split('.').at(-1)!.toLowerCase() === last) ??
    known.find((name) => lettersApart(name.toLowerCase(), path.toLowerCase()) <= 2)
  return near ? `Did you mean {{ ${near} }}?` : `Use one of: ${known.join(', ')}.`
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
function lettersApart(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let at = 1; at <= b.length; at++) {
      const change = above[at - 1]! + (a[row - 1] === b[at - 1] ? 0 : 1)
      line.push(Math.min(change, above[at]! + 1, line[at - 1]! + 1))
    }
    above = line
  }
  return above[b.length]!
}

/** A fault as a sentence for the form: `Line 3: …`. */
export function faultWords({ line, message }: TemplateFault): string {
  return line === null ? message : `Line ${line}: ${message}`
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
