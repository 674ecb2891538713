import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { invalidInput } from '#values/errors.ts'
import { Id, Instant, text } from '#values/ids.ts'
import type * as contract from '../contract/conversations.ts'
import { Priority } from '../contract/words.ts'
import { conversationRead } from '../events.ts'
import { actingMember } from './acting-member.ts'
import { assignConversations } from './assign-conversations.ts'
import { type LockedConversation, lockConversations } from './change-conversations.ts'
import { ensureLabels, labelConversations } from './label-conversations.ts'
import { markManyRead } from './mark-read.ts'
import { prioritiseConversations } from './prioritise-conversations.ts'
import { reopenConversations } from './reopen-conversations.ts'
import { resolveConversations } from './resolve-conversations.ts'
import { snoozeConversations } from './snooze-conversations.ts'

type Bulk = Input<typeof contract.bulkConversations>

/**
 * One change to many conversations, by the same code as to one, in a fixed number of statements. Those that are so
 * already, and ids that nobody knows, are unchanged. A dry run does everything and takes it back, so its count is true.
 */
export async function bulkConversations(
  ctx: CommandContext,
  input: Bulk,
): Promise<Output<typeof contract.bulkConversations>> {
  permit(ctx, 'message.send')
  const ids = [...new Set(input.ids)]
  const told = ctx.published.length
  if (input.dryRun) await sql`savepoint dry_run`.execute(ctx.tx)
  const changedIds = await apply(ctx, ids, input)
  if (input.dryRun) {
    await sql`rollback to savepoint dry_run`.execute(ctx.tx)
    ctx.published.splice(told)
  }
  return { changed: changedIds.length, unchanged: ids.length - changedIds.length, changedIds }
}

async function apply(ctx: CommandContext, ids: readonly string[], input: Bulk): Promise<string[]> {
  if (input.change === 'read') {
    const memberId = actingMember(ctx)
    const found = await markManyRead(ctx, ids, memberId, false)
    ctx.published.push(...found.map((conversationId) => conversationRead({ conversationId, memberId })))
    return found
  }
  const change = changeOf(ctx, input)
  const changed = await change(await lockConversations(ctx, ids))
  return changed.map(({ conversationId }) => conversationId)
}

type Change = (locked: readonly LockedConversation[]) => Promise<LockedConversation[]>

/** The value is checked before anything is locked. */
function changeOf(ctx: CommandContext, { change, value }: Bulk): Change {
  switch (change) {
    case 'resolve':
      return (locked) => resolveConversations(ctx, locked, ctx.actor.kind === 'user' ? 'agent' : 'system')
    case 'reopen':
      return (locked) => reopenConversations(ctx, locked)
    case 'assign': {
      const assigneeId = value === null ? null : read(Id, value, 'Choose a member.')
      return (locked) => assignConversations(ctx, locked, { assigneeId })
    }
    case 'team': {
      const teamId = value === null ? null : read(Id, value, 'Choose a team.')
      return (locked) => assignConversations(ctx, locked, { teamId })
    }
    case 'priority': {
      const priority = read(Priority, value, 'Use urgent, high, normal or low.')
      return (locked) => prioritiseConversations(ctx, locked, priority)
    }
    case 'snooze': {
      const until = read(Instant, value, 'Use an ISO instant such as 2026-11-28T09:30:00Z.')
      return (locked) => snoozeConversations(ctx, locked, until)
    }
    case 'label': {
      const label = read(text(60), value, 'Name a label.')
      return async (locked) => {
        const [name] = await ensureLabels(ctx, [label])
        return labelConversations(ctx, locked, (before) =>
          before.includes(name!) ? [...before] : [...before, name!],
        )
      }
    }
    default: {
      const label = read(text(60), value, 'Name a label.').toLowerCase()
      return (locked) =>
        labelConversations(ctx, locked, (before) => before.filter((one) => one.toLowerCase() !== label))
    }
  }
}

function read<T>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  value: unknown,
  message: string,
): T {
  const result = schema.safeParse(value)
  if (!result.success) throw invalidInput([{ path: ['value'], message }])
  return result.data as T
}
