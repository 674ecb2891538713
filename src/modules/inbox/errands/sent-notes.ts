import type { ErrandContext } from '#platform/context.ts'
import { countUp } from '#platform/metrics.ts'
import type { Receipt } from '../adapters/channel.ts'
import { noteSent, type SentMessage } from '../commands/note-sent.ts'
import { planSandboxReports } from '../commands/plan-sandbox-reports.ts'
import type { ChannelAccount } from '../contract/incoming.ts'

const countSent = countUp(
  'frontdesk_messages_sent_total',
  'Messages to customers that the vendor took, by kind of channel, counted by the process that sent them.',
  ['channel'],
)

/** Notes what was sent, everything that came meanwhile in one transaction. */
export interface SentNotes {
  /** Resolves when it is noted. */
  add(sent: SentMessage, receipt: Receipt): Promise<void>
  /** Resolves when everything is noted. */
  settled(): Promise<void>
}

export function sentNotes(ctx: ErrandContext, account: ChannelAccount): SentNotes {
  let waiting: { sent: SentMessage; receipt: Receipt }[] = []
  let next: Promise<void> | null = null
  let last: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const batch = waiting
    waiting = []
    next = null
    const channelId = account.id
    await ctx.command(noteSent, { channelId, sent: batch.map(({ sent }) => sent) })
    countSent({ channel: account.kind }, batch.length)
    const reports = batch.flatMap(({ receipt }) => receipt.reports ?? [])
    if (reports.length > 0) await ctx.command(planSandboxReports, { channelId, reports })
  }

  return {
    add(sent, receipt) {
      waiting.push({ sent, receipt })
      if (!next) {
        next = last.then(write)
        last = next.catch(() => {})
      }
      return next
    },
    settled: () => last,
  }
}
