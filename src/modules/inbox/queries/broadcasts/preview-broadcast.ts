import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { previewBroadcast as contract } from '../../contract/broadcasts.ts'
import { factsOfRecipient, fillVariables, missingVariables } from '../../domain/broadcast.ts'
import { fillTemplate } from '../../domain/template-text.ts'
import { findChannel } from '../channel.ts'
import { chooseAudience, usableTemplate } from './audience.ts'

const SAMPLES = 5
/** More would not be read. */
const MOST_FAULTS = 10_000

/** Who would get it and what they would read; faulty rows of the pasted list are named. Nothing is written. */
export async function previewBroadcast(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'broadcast.send')
  const channel = await findChannel(ctx, input.channelId)
  const [template, organization, { chosen, skipped }] = await Promise.all([
    usableTemplate(ctx, channel, input.templateId),
    getOrganization(ctx),
    chooseAudience(ctx, channel.kind, input.audience),
  ])
  const house = {
    organization: organization.name,
    bookingUrl: `${ctx.config.baseUrl}/o/${organization.slug}/book`,
  }
  const samples = chosen.slice(0, SAMPLES).map((person) => {
    const filled = fillTemplate(
      template.body,
      fillVariables(template.body, input.variables, factsOfRecipient(person, house)),
    )
    return { name: person.name, address: person.address, body: filled.ok ? filled.body : template.body }
  })
  const price = channel.settings.messagePrice
  return {
    total: chosen.length,
    skipped: skipped.length,
    samples,
    faults: skipped
      .filter((one) => one.row !== null)
      .slice(0, MOST_FAULTS)
      .map(({ row, address, reason }) => ({ row: row!, address, reason })),
    missingVariables: missingVariables(template.body, input.variables),
    cost: typeof price === 'number' ? Math.round(price * chosen.length) : null,
  }
}
