import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '#values/errors.ts'
import type { CommandContext } from '../context.ts'

const KEY = /^[\w.:-]{8,200}$/

export interface Idempotency {
  key: string
  endpoint: string
  inputHash: string
}

/** Reads the `Idempotency-Key` header of a creating request; a key that cannot be one is refused. */
export function idempotencyOf(header: string | null, endpoint: string, input: unknown): Idempotency | null {
  if (header === null) return null
  if (!KEY.test(header)) {
    const message = 'Send 8 to 200 letters, digits or . : - _ as Idempotency-Key.'
    throw new AppError('input.invalid', { faults: [{ path: ['Idempotency-Key'], message }] })
  }
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  return { key: header, endpoint, inputHash }
}

/**
 * Runs the command once per key. The key's row is written in the command's own transaction: a second request
 * with the same key waits for the first one's commit and then gets its answer; after a rollback it runs anew.
 */
export async function once<O>(
  ctx: CommandContext,
  idempotency: Idempotency,
  command: () => Promise<O>,
): Promise<O> {
  const { key, endpoint, inputHash } = idempotency
  const { rows: claimed } = await sql`
    insert into core.idempotency_keys (org_id, key, endpoint, input_hash)
    values (${ctx.orgId}, ${key}, ${endpoint}, ${inputHash})
    on conflict do nothing returning key`.execute(ctx.tx)
  if (claimed.length === 0) return earlierAnswer<O>(ctx, idempotency)
  const output = await command()
  await sql`update core.idempotency_keys set status = 200, body = ${JSON.stringify(output ?? null)}::jsonb
    where org_id = ${ctx.orgId} and key = ${key}`.execute(ctx.tx)
  return output
}

async function earlierAnswer<O>(ctx: CommandContext, { key, endpoint, inputHash }: Idempotency): Promise<O> {
  const { rows } = await sql<{ endpoint: string; input_hash: string; status: number | null; body: O }>`
    select endpoint, input_hash, status, body from core.idempotency_keys where org_id = ${ctx.orgId} and key = ${key}`.execute(
    ctx.tx,
  )
  const earlier = rows[0]
  if (!earlier) throw new AppError('http.in_progress')
  if (earlier.endpoint !== endpoint || earlier.input_hash !== inputHash) throw new AppError('http.key_reused')
  if (earlier.status === null) throw new AppError('http.in_progress')
  return earlier.body
}

/**
 * The same for errands, which have no transaction of their own: the key is claimed before and the answer kept after.
 * A second request meanwhile is told that the first is still being worked on; after a failure the key is free again.
 */
export async function onceOutside<O>(
  command: <I, T>(command: (ctx: CommandContext, input: I) => Promise<T>, input: I) => Promise<T>,
  idempotency: Idempotency,
  errand: () => Promise<O>,
): Promise<O> {
  const { key, endpoint, inputHash } = idempotency
  const earlier = await command(async (ctx: CommandContext): Promise<{ body: O } | null> => {
    const { rows } = await sql`
      insert into core.idempotency_keys (org_id, key, endpoint, input_hash)
      values (${ctx.orgId}, ${key}, ${endpoint}, ${inputHash})
      on conflict do nothing returning key`.execute(ctx.tx)
    return rows.length > 0 ? null : { body: await earlierAnswer<O>(ctx, idempotency) }
  }, undefined)
  if (earlier) return earlier.body
  try {
    const output = await errand()
    await command(async (ctx: CommandContext) => {
      await sql`update core.idempotency_keys set status = 200, body = ${JSON.stringify(withoutSecret(output))}::jsonb
        where org_id = ${ctx.orgId} and key = ${key}`.execute(ctx.tx)
    }, undefined)
    return output
  } catch (error) {
    await command(async (ctx: CommandContext) => {
      await sql`delete from core.idempotency_keys where org_id = ${ctx.orgId} and key = ${key} and status is null`.execute(
        ctx.tx,
      )
    }, undefined)
    throw error
  }
}

/** A secret is shown once: a repeat gets the same answer without it, and it is never kept in clear. */
function withoutSecret(output: unknown): unknown {
  if (typeof output !== 'object' || output === null) return output ?? null
  const { secret: _, ...rest } = output as { secret?: unknown }
  return Array.isArray(output) ? output : rest
}

/** Forgets answers older than two days. */
export async function forgetOldIdempotencyKeys(ctx: CommandContext): Promise<void> {
  await sql`delete from core.idempotency_keys
    where org_id = ${ctx.orgId} and created_at < ${ctx.now.subtract({ hours: 48 }).toString()}`.execute(
    ctx.tx,
  )
}
