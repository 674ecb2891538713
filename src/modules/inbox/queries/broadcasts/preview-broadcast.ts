import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import type { previewBroadcast as contract } from '../../contract/broadcasts.ts'
import { factsOfRecipient, fillVariables, missingVariables } from '../../domain/broadcast.ts'
import { expectedCost } from '../../domain/message-price.ts'
import { findChannel } from '../channel.ts'
import { loadInboxSettings } from '../inbox-settings.ts'
import { chooseAudience, houseFacts, usableTemplate } from './audience.ts'

/** So many people's texts can be looked at one by one. */
const SAMPLES = 20
const VARIABLE = /\{\{\s*(\d{1,2})\s*\}\}/g

/** Who would get it and what each would read; faulty rows of the pasted list are named. Nothing is written. */
export async function previewBroadcast(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'broadcast.send')
  const channel = await findChannel(ctx, input.channelId)
  const [{ body, category }, house, prices] = await Promise.all([
    usableTemplate(ctx, channel, input.templateId),
    houseFacts(ctx),
    loadInboxSettings(ctx),
  ])
  const { variables } = input
  const charge = channel.kind === 'whatsapp' ? category : channel.kind === 'sms' ? 'sms' : null
  const { chosen, skipped } = await chooseAudience(ctx, channel.kind, input.audience, {
    body,
    variables,
    house,
  })
  return {
    total: chosen.length,
    skipped: skipped.length,
    samples: chosen.slice(0, SAMPLES).map((person) => {
      const filled = fillVariables(body, variables, factsOfRecipient(person, house))
      const text = body.replace(VARIABLE, (mark, n: string) => filled[Number(n) - 1] || mark)
      return { name: person.name, address: person.address, body: text }
    }),
    reasons: countReasons(skipped),
    faults: skipped
      .filter(({ row }) => row !== null)
      .sort((a, b) => a.row! - b.row!)
      .map(({ row, address, reason }) => ({ row: row!, address, reason })),
    missingVariables: missingVariables(body, variables),
    cost: charge ? expectedCost(prices, charge, chosen.length) : null,
  }
}

function countReasons(skipped: readonly { reason: string }[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
