import type { ErrandContext } from '#platform/context.ts'
import { invalidInput } from '#values/errors.ts'
import type { TemplateKey } from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import { framed } from '../domain/frame.ts'
import {
  faultWords,
  findForbidden,
  findLostTags,
  findUnknown,
  type TemplateFault,
} from '../domain/template-faults.ts'
import { variablesOf } from '../domain/variables.ts'

/** A template's text as it is edited. */
export interface Draft {
  key: TemplateKey
  subject: string
  body: string
}

/** Compiles a draft; refuses with every fault, each with its line and the fix. */
export async function compileDraft(ctx: ErrandContext, draft: Draft): Promise<string> {
  const known = variablesOf(defaultTemplates[draft.key].groups).map(({ path }) => path)
  const faults = [
    ...checkLiquid(ctx, 'subject', draft.subject, known),
    ...checkLiquid(ctx, 'body', draft.body, known),
    ...findForbidden(draft.body),
  ]
  const compiled = faults.length === 0 ? await compileBody(ctx, draft.body) : { html: '', faults }
  if (compiled.faults.length === 0) return compiled.html
  throw invalidInput(compiled.faults.map((fault) => ({ path: [fault.part], message: faultWords(fault) })))
}

/** Compiles the default text of a message; it has no faults, a test sees to that. */
export async function compileDefault(ctx: ErrandContext, key: TemplateKey): Promise<string> {
  const { html } = await ctx.adapters.templates.compileMjml(framed(defaultTemplates[key].body).mjml)
  return html
}

async function compileBody(
  ctx: ErrandContext,
  body: string,
): Promise<{ html: string; faults: TemplateFault[] }> {
  const { mjml, firstLine } = framed(body)
  const { html, faults } = await ctx.adapters.templates.compileMjml(mjml)
  const told = faults
    // Colours and sizes may come from variables, which MJML cannot know.
    .filter(({ message }) => !message.includes('{{'))
    .map(({ line, message }) => ({
      part: 'body' as const,
      line: line === null ? null : Math.max(1, line - firstLine + 1),
      message,
    }))
  return { html, faults: told.length > 0 ? told : findLostTags(body, mjml, html) }
}

function checkLiquid(
  ctx: ErrandContext,
  part: TemplateFault['part'],
  source: string,
  known: readonly string[],
): TemplateFault[] {
  const read = ctx.adapters.templates.readLiquid(source)
  return read.ok ? findUnknown(part, source, read.variables, known) : [{ part, ...read.fault }]
}
