import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { Conversation } from '../contract/conversations.ts'
import type { runMacro as contract, MacroStep } from '../contract/rules.ts'
import { fillText } from '../domain/macro.ts'
import { readConversation } from '../queries/conversation-row.ts'
import { actingMember } from './acting-member.ts'
import { addNote } from './add-note.ts'
import { assignConversations } from './assign-conversations.ts'
import { byWords } from './by-words.ts'
import { lockConversations } from './change-conversations.ts'
import { ensureLabels, labelConversations } from './label-conversations.ts'
import { prioritiseConversations } from './prioritise-conversations.ts'
import { resolveConversations } from './resolve-conversations.ts'
import { sendReply } from './send-reply.ts'
import { snoozeConversations } from './snooze-conversations.ts'

/** Runs the steps of a macro one after the other, all or none. */
export async function runMacro(
  ctx: CommandContext,
  { conversationId, macroId }: Input<typeof contract>,
): Promise<Conversation> {
  permit(ctx, 'message.send')
  actingMember(ctx)
  const { rows } = await sql<{ steps: MacroStep[] }>`
    select steps from inbox.macros where org_id = ${ctx.orgId} and id = ${macroId}`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('inbox.not_found')
  const conversation = await readConversation(ctx, conversationId)
  for (const step of rows[0].steps) await runStep(ctx, conversation, step)
  return readConversation(ctx, conversationId)
}

async function runStep(ctx: CommandContext, conversation: Conversation, step: MacroStep): Promise<void> {
  const conversationId = conversation.id
  const filled = (text: string) => fillText(text, { name: conversation.contactName, agent: byWords(ctx) })
  if (step.kind === 'reply') {
    await sendReply(ctx, {
      conversationId,
      body: filled(step.body),
      attachmentIds: undefined,
      variables: undefined,
      resolve: false,
    })
    return
  }
  if (step.kind === 'note') {
    await addNote(ctx, { conversationId, body: filled(step.body), mentionIds: undefined })
    return
  }
  const locked = await lockConversations(ctx, [conversationId])
  switch (step.kind) {
    case 'label': {
      const [name] = await ensureLabels(ctx, [step.label])
      await labelConversations(ctx, locked, (before) =>
        before.includes(name!) ? [...before] : [...before, name!],
      )
      return
    }
    case 'unlabel': {
      const gone = step.label.toLowerCase()
      await labelConversations(ctx, locked, (before) =>
        before.filter((label) => label.toLowerCase() !== gone),
      )
      return
    }
    case 'assign':
      await assignConversations(ctx, locked, {
        assigneeId: step.memberId === 'me' ? actingMember(ctx) : step.memberId,
      })
      return
    case 'team':
      await assignConversations(ctx, locked, { teamId: step.teamId })
      return
    case 'priority':
      await prioritiseConversations(ctx, locked, step.priority)
      return
    case 'snooze':
      if (locked[0]?.status === 'resolved') throw new AppError('inbox.already_resolved')
      await snoozeConversations(
        ctx,
        locked,
        ctx.now.add({ hours: step.hours }).toString({ smallestUnit: 'millisecond' }),
      )
      return
    case 'resolve':
      await resolveConversations(ctx, locked, 'agent')
  }
}
