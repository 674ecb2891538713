import type { ErrandContext } from '#platform/context.ts'
import { plainText } from '../domain/plain-text.ts'
import type { Variables } from '../domain/variables.ts'

/** A mail's text in its three forms. */
export interface Filled {
  subject: string
  html: string
  text: string
}

/** Fills a compiled template; the plain-text part is made from the HTML, so both say the same. */
export async function fillTemplate(
  ctx: ErrandContext,
  template: { subject: string; compiled: string },
  variables: Variables,
): Promise<Filled> {
  const { templates } = ctx.adapters
  const [subject, html] = await Promise.all([
    templates.fillLine(template.subject, variables),
    templates.fillHtml(template.compiled, variables),
  ])
  return { subject, html, text: plainText(html) }
}
