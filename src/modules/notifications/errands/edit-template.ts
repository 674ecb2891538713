import { getOrganization, listTeam } from '#modules/identity/public.ts'
import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { insertMessage } from '../commands/insert-message.ts'
import { saveTemplate } from '../commands/save-template.ts'
import type * as contract from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'
import { orgVariables } from '../domain/fill-variables.ts'
import { sampleVariables } from '../domain/variables.ts'
import { findMessageRow } from '../queries/get-message.ts'
import { getTemplate } from '../queries/get-template.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import { type Filled, fillTemplate } from './fill-template.ts'
import { sendMessage } from './send-message.ts'

/** Saves a text after it was checked and compiled. */
export async function updateTemplate(
  ctx: ErrandContext,
  draft: Input<typeof contract.updateTemplate>,
): Promise<Output<typeof contract.updateTemplate>> {
  permit(ctx, 'template.edit')
  const { compiled } = await fillDraft(ctx, draft)
  const { key, subject, body } = draft
  await ctx.command(saveTemplate, { key, text: { subject, body, compiled } })
  return ctx.query(getTemplate, { key })
}

/** Goes back to the text that comes with Frontdesk. */
export async function resetTemplate(
  ctx: ErrandContext,
  { key }: Input<typeof contract.resetTemplate>,
): Promise<Output<typeof contract.resetTemplate>> {
  permit(ctx, 'template.edit')
  await ctx.command(saveTemplate, { key, text: null })
  return ctx.query(getTemplate, { key })
}

/** How a draft, or the text in use, would look. */
export async function previewTemplate(
  ctx: ErrandContext,
  input: Input<typeof contract.previewTemplate>,
): Promise<Output<typeof contract.previewTemplate>> {
  permit(ctx, 'template.view')
  return (await fillDraft(ctx, await completeDraft(ctx, input))).filled
}

/** Sends a draft, filled with samples, to the member's own address, and answers with what became of it. */
export async function sendTestMessage(
  ctx: ErrandContext,
  input: Input<typeof contract.sendTestMessage>,
): Promise<Output<typeof contract.sendTestMessage>> {
  permit(ctx, 'template.edit')
  const { actor } = ctx
  const team = await ctx.query(listTeam, undefined)
  const self = actor.kind === 'user' ? team.find(({ id }) => id === actor.memberId) : undefined
  if (!self?.email) throw new AppError('notifications.no_address')
  const draft = await completeDraft(ctx, input)
  const { filled } = await fillDraft(ctx, draft)
  const { version } = await ctx.query(getTemplate, { key: draft.key })
  const messageId = await ctx.command(insertMessage, {
    ...filled,
    subject: `Test: ${filled.subject}`,
    templateKey: draft.key,
    templateVersion: version,
    dedupeKey: `test:${newId()}`,
    to: { name: self.name, address: self.email },
    isSecret: false,
    clientId: null,
    subjectType: null,
    subjectId: null,
  })
  await sendMessage(ctx, { messageId: messageId! })
  const { status, last_error: error } = await ctx.query(findMessageRow, messageId!)
  return { messageId: messageId!, sentTo: self.email, status, error }
}

async function completeDraft(
  ctx: ErrandContext,
  { key, subject, body }: Input<typeof contract.previewTemplate>,
): Promise<Draft> {
  const inUse = await ctx.query(getTemplate, { key })
  return { key, subject: subject ?? inUse.subject, body: body ?? inUse.body }
}

/** Compiles a draft and fills it with samples, so that one which runs for ever is neither shown nor saved. */
async function fillDraft(ctx: ErrandContext, draft: Draft): Promise<{ compiled: string; filled: Filled }> {
  const compiled = await compileDraft(ctx, draft)
  const organization = await ctx.query(getOrganization, undefined)
  const variables = {
    ...sampleVariables(defaultTemplates[draft.key].groups),
    org: orgVariables(organization, ctx.config.baseUrl),
  }
  try {
    return { compiled, filled: await fillTemplate(ctx, { subject: draft.subject, compiled }, variables) }
  } catch (error) {
    const message = `This text cannot be filled: ${(error as Error).message}. Simplify its loops and conditions.`
    throw invalidInput([{ path: ['body'], message }])
  }
}
