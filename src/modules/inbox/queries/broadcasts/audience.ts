import { sql } from 'kysely'
import { listAudience } from '#modules/crm/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Audience } from '../../contract/broadcasts.ts'
import type { ChannelKind } from '../../contract/words.ts'
import { type Candidate, type Sorted, sortCandidates } from '../../domain/broadcast.ts'

/** The template of a broadcast, if it may be used on the channel. */
export async function usableTemplate(
  ctx: QueryContext,
  channel: { id: string; kind: ChannelKind },
  templateId: string,
): Promise<{ name: string; body: string }> {
  const { rows } = await sql<{ name: string; body: string }>`
    select name, body from inbox.templates
    where org_id = ${ctx.orgId} and id = ${templateId} and deleted_at is null and channel_kind = ${channel.kind}
      and (channel_id is null or channel_id = ${channel.id})
      and (channel_kind <> 'whatsapp' or status = 'approved')`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.template_not_usable')
  return rows[0]
}

/** Who would get a broadcast now, and who would not and why. Three statements at most. */
export async function chooseAudience(
  ctx: QueryContext,
  kind: ChannelKind,
  audience: Audience,
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
  return sortCandidates(kind, candidates, new Set(optOuts.map(({ address }) => address)))
}
