import { z } from 'zod'
import { defineJob, every, type JobDefinition, onEvent } from '#platform/jobs.ts'
import {
  SEND_AUTO_REPLY,
  sendAutoReply,
  wakeAutoReplies,
  wakeWaitingReplies,
} from '../commands/auto-replies/send-auto-replies.ts'
import { endDroppedTalks } from '../commands/bot/end-dropped-talks.ts'
import { ANSWER_BY_BOT, wakeBot } from '../commands/bot/wake-bot.ts'
import { answerConversation } from '../errands/answer-conversation.ts'
import { messagesReceived } from '../events.ts'

export const botJobs: readonly JobDefinition[] = [
  onEvent(messagesReceived, wakeBot),
  onEvent(messagesReceived, wakeAutoReplies),
  defineJob(ANSWER_BY_BOT, z.object({ conversationId: z.uuid() }), answerConversation),
  defineJob(SEND_AUTO_REPLY, z.object({ conversationId: z.uuid(), autoReplyId: z.uuid() }), (ctx, input) =>
    ctx.command(sendAutoReply, input),
  ),
  every('1m', wakeWaitingReplies),
  every('5m', endDroppedTalks),
]
