import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { VendorRefused, vendorOf } from '../adapters/channel.ts'
import { noteSubmitted, removeChannelTemplate } from '../commands/save-channel-template.ts'
import type { ChannelTemplate, deleteChannelTemplate, submitChannelTemplate } from '../contract/templates.ts'
import { getChannelTemplate } from '../queries/list-channel-templates.ts'
import { getTemplateRef } from '../queries/template-ref.ts'
import { loadAccount } from './account-of.ts'

/** Sends a draft to its vendor for approval. The answer comes later as a delivery, or at once. */
export async function submitTemplate(
  ctx: ErrandContext,
  { templateId }: Input<typeof submitChannelTemplate>,
): Promise<ChannelTemplate> {
  permit(ctx, 'template.edit')
  const template = await ctx.query(getChannelTemplate, { templateId })
  const { channelId, status, examples, variableCount: count } = template
  if (!channelId || !['draft', 'rejected'].includes(status))
    throw new AppError('inbox.template_not_submittable')
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((n) => !examples[n - 1]?.trim())
  if (missing.length > 0) throw new AppError('inbox.variables_missing', { missing, what: 'examples' })
  const account = await loadAccount(ctx, channelId)
  const vendor = vendorOf(ctx.adapters, account)
  if (!vendor.submitTemplate) throw new AppError('inbox.template_not_submittable')
  const { name, language, category, body, footer, buttons } = template
  const draft = { name, language, category, body, footer, buttons, examples: examples.slice(0, count) }
  const answer = await asked(() => vendor.submitTemplate!(account, draft))
  return ctx.command(noteSubmitted, {
    templateId,
    providerRef: answer.providerRef,
    status: answer.status,
    reason: answer.reason ?? null,
  })
}

/** Deletes a template here and at its vendor, who may know it no longer. */
export async function deleteTemplate(
  ctx: ErrandContext,
  { templateId }: Input<typeof deleteChannelTemplate>,
): Promise<{ ok: true }> {
  permit(ctx, 'template.edit')
  const template = await ctx.query(getChannelTemplate, { templateId })
  const providerRef = await ctx.query(getTemplateRef, templateId)
  if (template.channelId && providerRef) {
    const account = await loadAccount(ctx, template.channelId)
    const vendor = vendorOf(ctx.adapters, account)
    await asked(async () => vendor.removeTemplate?.(account, { name: template.name, providerRef }))
  }
  return ctx.command(removeChannelTemplate, templateId)
}

/** The vendor's refusal with its reason, as a refusal of ours. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof VendorRefused)) throw error
    throw new AppError('inbox.vendor_refused', { code: error.code, reason: error.title })
  }
}
