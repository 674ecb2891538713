import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { noteVisitorRead } from '../commands/note-visitor-read.ts'
import type * as contract from '../contract/webchat.ts'
import { readThread, type VisitorThread } from '../queries/visitor-thread.ts'
import { bellsOf, type Ring } from './visitor-bell.ts'

/** How long a colleague counts as typing after their last key. */
const TYPING_MS = 6_000

/**
 * The visitor's own thread. With `waitSeconds` it answers as soon as there is something to show that was not there
 * before: no transaction is held meanwhile.
 */
export async function readVisitorThread(
  ctx: ErrandContext,
  input: Input<typeof contract.readVisitorThread>,
): Promise<Output<typeof contract.readVisitorThread>> {
  const { token, key, since, before } = input
  const asOf = ctx.services.clock()
  let thread = await ctx.query(readThread, { token, key, since, before })
  let ring: Ring | null = null
  await noteProgress(ctx, thread, input.isReading)
  if (input.waitSeconds > 0 && since && !hasNews(thread, input.known)) {
    const longest = input.sawTyping ? TYPING_MS : input.waitSeconds * 1_000
    ring = await bellsOf(ctx.services.live).listen(ctx.orgId, thread.conversations, longest)
    if (ring === 'message') {
      thread = await ctx.query(readThread, { token, key, since })
      // Whether it is still before their eyes, the next request tells: they may have closed the chat meanwhile.
      await noteProgress(ctx, thread, false)
    }
  }
  const { visitor } = thread
  return {
    messages: thread.messages,
    asOf: (ring === null ? asOf : ctx.services.clock()).toString({ smallestUnit: 'millisecond' }),
    hasOlder: thread.hasOlder,
    unread: input.isReading ? 0 : thread.unread,
    isTyping: ring === 'typing',
    who: { name: visitor.name, email: visitor.email ?? '', phone: visitor.phone ?? '' },
  }
}

/** Whether the office said something that the widget does not show yet. */
function hasNews({ messages }: VisitorThread, known: readonly string[]): boolean {
  return messages.some(({ id, from }) => from !== 'me' && !known.includes(id))
}

/** Delivered when the browser has it, read when it is shown; written only when that changes something. */
async function noteProgress(ctx: ErrandContext, thread: VisitorThread, isReading: boolean): Promise<void> {
  const refs = isReading ? thread.unreadRefs : thread.undelivered
  if (refs.length === 0 && !(isReading && thread.unread > 0)) return
  await ctx.command(noteVisitorRead, {
    channelId: thread.channelId,
    visitorId: thread.visitor.id,
    refs,
    isReading,
  })
}
