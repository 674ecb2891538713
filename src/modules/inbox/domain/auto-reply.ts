import type { AutoReply } from '../contract/bot.ts'
import type { ChannelKind } from '../contract/words.ts'

/** The automatic reply for an occasion: the channel's own if there is one, else the one for every channel. */
export function chooseAutoReply(
  replies: readonly AutoReply[],
  occasion: AutoReply['occasion'],
  channelKind: ChannelKind,
): AutoReply | undefined {
  const fitting = replies.filter((reply) => reply.isActive && reply.occasion === occasion)
  return (
    fitting.find((reply) => reply.channelKind === channelKind) ??
    fitting.find((reply) => reply.channelKind === null)
  )
}
