import { getOrganization, type OrganizationSettings } from '#modules/identity/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import { insertMessage } from '../commands/insert-message.ts'
import type { TemplateKey } from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import { orgVariables } from '../domain/fill-variables.ts'
import type { Variables } from '../domain/variables.ts'
import { findTemplate } from '../queries/find-template.ts'
import { compileDefault } from './compile-draft.ts'
import { type Filled, fillTemplate } from './fill-template.ts'

/** A message that is wanted. */
export interface Wanted {
  templateKey: TemplateKey
  /** One message per key, however often it is asked for. */
  dedupeKey: string
  to: { name: string; address: string }
  /** Variables besides the organisation's own. */
  variables: (org: OrganizationSettings) => Variables
  isSecret?: boolean
  clientId?: string | null
  subjectType?: string
  subjectId?: string
}

/** Fills the template and writes the message; its job sends it. Null when it was written before. */
export async function writeMessage(ctx: ErrandContext, wanted: Wanted): Promise<string | null> {
  const org = await ctx.query(getOrganization, undefined)
  const variables = { ...wanted.variables(org), org: orgVariables(org, ctx.config.baseUrl) }
  const { version, ...filled } = await fillStored(ctx, wanted.templateKey, variables)
  return ctx.command(insertMessage, {
    ...filled,
    templateKey: wanted.templateKey,
    templateVersion: version,
    dedupeKey: wanted.dedupeKey,
    to: wanted.to,
    isSecret: wanted.isSecret ?? false,
    clientId: wanted.clientId ?? null,
    subjectType: wanted.subjectType ?? null,
    subjectId: wanted.subjectId ?? null,
  })
}

/** The organisation's text, or the default: also when the own one fails, since a customer waits for the mail. */
async function fillStored(
  ctx: ErrandContext,
  key: TemplateKey,
  variables: Variables,
): Promise<Filled & { version: number }> {
  const stored = await ctx.query(findTemplate, key)
  if (stored?.own) {
    try {
      return { ...(await fillTemplate(ctx, stored.own, variables)), version: stored.version }
    } catch (error) {
      ctx.log.error(
        { template: key, error: (error as Error).message },
        'a template failed; the default is used',
      )
    }
  }
  const compiled = await compileDefault(ctx, key)
  const { subject } = defaultTemplates[key]
  return { ...(await fillTemplate(ctx, { subject, compiled }, variables)), version: 0 }
}
