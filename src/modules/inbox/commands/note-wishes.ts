import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import type { ChannelKind } from '../contract/words.ts'
import { addressOf } from '../domain/address.ts'
import { cleanLine } from '../domain/clean-text.ts'
import type { Wish } from '../domain/opt-out-words.ts'
import type { ContactRow } from './upsert-contacts.ts'

interface Wished {
  contact: ContactRow
  wish: Wish | null
  words: string
}

/** Keeps who wants no more messages on a kind of channel, and who wants them again. The last word of each counts. */
export async function noteWishes(
  ctx: CommandContext,
  kind: ChannelKind,
  wished: readonly Wished[],
): Promise<void> {
  const last = new Map<string, Wished>()
  for (const one of wished) if (one.wish) last.set(addressOf(kind, one.contact), one)
  const out = [...last].filter(([, { wish }]) => wish === 'out')
  const back = [...last].filter(([, { wish }]) => wish === 'in').map(([address]) => address)
  if (out.length > 0) {
    await sql`
      insert into inbox.opt_outs (org_id, channel_kind, address, reason, at)
      select o.id, ${kind}, w.address, w.reason, ${ctx.now.toString()}
      from core.orgs o, unnest(${out.map(([address]) => address)}::text[],
        ${out.map(([, { words }]) => `Wrote “${cleanLine(words)}”`)}::text[]) as w (address, reason)
      where o.id = ${ctx.orgId}
      on conflict (org_id, channel_kind, address) do nothing`.execute(ctx.tx)
  }
  if (back.length > 0) {
    await sql`delete from inbox.opt_outs where org_id = ${ctx.orgId} and channel_kind = ${kind}
      and address = any(${back}::text[])`.execute(ctx.tx)
  }
}
