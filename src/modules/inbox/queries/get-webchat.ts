import { getOrganization, inkOf } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { isOpenAt, type Schedule } from '#values/business-hours.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type * as contract from '../contract/webchat.ts'
import { loadSlaRules } from './sla-rules.ts'
import { findWebchat, webchatSettings } from './webchat.ts'

/** What the widget shows before anybody says anything. A chat that is switched off is not there. */
export async function getWebchat(
  ctx: QueryContext,
  { token }: Input<typeof contract.getWebchat>,
): Promise<Output<typeof contract.getWebchat>> {
  const channel = await findWebchat(ctx, token)
  if (!channel.isActive) throw new AppError('inbox.channel_not_found')
  const [organization, { schedule }] = await Promise.all([getOrganization(ctx), loadSlaRules(ctx)])
  const { sites: _, colour, ...look } = webchatSettings(channel)
  return {
    look,
    name: look.title || organization.name,
    colour: inkOf(colour || organization.colour),
    isOpen: !hasHours(schedule) || isOpenAt(schedule, ctx.now.epochMilliseconds),
    locale: organization.locale,
  }
}

/** An organisation that has set no hours at all is not closed for ever. */
function hasHours({ weekly }: Schedule): boolean {
  return Object.values(weekly).some((openings) => openings.length > 0)
}
