import { sql } from 'kysely'
import { listAudience } from '#modules/crm/public.ts'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Audience } from '../../contract/broadcasts.ts'
import type { Charge } from '../../contract/incoming.ts'
import type { ChannelKind } from '../../contract/words.ts'
import {
  type Candidate,
  leaveOutIncomplete,
  missingVariables,
  type Sorted,
  sortCandidates,
  type Wording,
} from '../../domain/broadcast.ts'

/** The template of a broadcast, if it may be used on the channel. */
export async function usableTemplate(
  ctx: QueryContext,
  channel: { id: string; kind: ChannelKind },
  templateId: string,
): Promise<{ name: string; body: string; category: Exclude<Charge, 'sms'> }> {
  const { rows } = await sql<{ name: string; body: string; category: Exclude<Charge, 'sms'> }>`
    select name, body, category from inbox.templates
    where org_id = ${ctx.orgId} and id = ${templateId} and deleted_at is null and channel_kind = ${channel.kind}
      and (channel_id is null or channel_id = ${channel.id})
      and (channel_kind <> 'whatsapp' or status = 'approved')`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.template_not_usable')
  return rows[0]
}

/** What the house says of itself in a broadcast. */
export async function houseFacts(ctx: QueryContext): Promise<Wording['house']> {
  const { name, slug } = await getOrganization(ctx)
  return { organization: name, bookingUrl: `${ctx.config.baseUrl}/o/${slug}/book` }
}

/**
 * Who would get a broadcast now, and who would not and why: no usable address, twice, opted out, or a text with a gap.
 * As long as a variable stands for nothing at all, gaps are not held against anybody. Three statements at most.
 */
export async function chooseAudience(
  ctx: QueryContext,
  kind: ChannelKind,
  audience: Audience & { staffIds?: readonly string[] },
  wording: Wording,
): Promise<Sorted> {
  const [clients, { rows: optOuts }] = await Promise.all([
    audience.onlyAddresses === true ? [] : listAudience(ctx, audience),
    sql<{ address: string }>`select address from inbox.opt_outs
      where org_id = ${ctx.orgId} and channel_kind = ${kind}`.execute(ctx.tx),
  ])
  const candidates: Candidate[] = [
    ...clients.map(({ clientId, name, phone, email, postcode }) => ({
      clientId,
      name,
      address: (kind === 'email' ? email : phone) ?? '',
      postcode: postcode ?? '',
      row: null,
    })),
    ...audience.addresses.map(({ address, name }, i) => ({
      clientId: null,
      name,
      address,
      postcode: '',
      row: i + 1,
    })),
  ]
  const sorted = sortCandidates(kind, candidates, new Set(optOuts.map(({ address }) => address)))
  const isDraft = missingVariables(wording.body, wording.variables).length > 0
  return isDraft ? sorted : leaveOutIncomplete(sorted, wording)
}
