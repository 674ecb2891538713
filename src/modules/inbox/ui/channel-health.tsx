import { StatusPill } from '#web/kit/status-pill.tsx'
import type { Channel } from '../contract/channels.ts'

const looks = {
  ok: { tone: 'good', words: 'Works' },
  warning: { tone: 'warn', words: 'Attention' },
  fault: { tone: 'bad', words: 'Fault' },
  quiet: { tone: 'neutral', words: 'No traffic' },
  off: { tone: 'neutral', words: 'Off' },
} as const

/** How a channel is doing, in one word; the reason stands beside or below it. */
export function ChannelHealthPill({ channel: { health, isSandbox } }: { channel: Channel }) {
  const { tone, words } = looks[health.state]
  return (
    <span className="row s4 wrap">
      <StatusPill tone={tone}>{words}</StatusPill>
      {isSandbox && (
        <StatusPill tone="info" plain>
          Sandbox
        </StatusPill>
      )}
    </span>
  )
}
