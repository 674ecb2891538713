import type { ReactNode } from 'react'
import { initials } from '#web/kit/avatar.tsx'
import { Icon } from '#web/kit/icon.tsx'
import type { ChannelKind } from '../contract/words.ts'
import { channelWords } from './inbox-words.ts'

const line = {
  fill: 'none',
  stroke: 'var(--surface)',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** Each channel has an outline of its own, so that they are told apart without colour and at a glance. */
const marks: Record<ChannelKind, ReactNode> = {
  // A round bubble with a handset.
  whatsapp: (
    <>
      <path
        className="ch-s"
        d="M9 1.6a7.3 7.3 0 0 0-6.3 11L1.8 16.2l3.7-.9A7.3 7.3 0 1 0 9 1.6z"
        fill="var(--good)"
      />
      <path
        d="M6.6 5.7c-.5.3-.8 1-.5 1.9.6 1.8 2.2 3.5 4.2 4 .8.2 1.6-.1 1.9-.7l-1.5-1.2-.9.6a4.7 4.7 0 0 1-2-2l.6-.9z"
        fill="var(--surface)"
      />
    </>
  ),
  // A telephone standing upright, with lines of text.
  sms: (
    <>
      <rect className="ch-s" x="4" y="1" width="10" height="16" rx="2.4" fill="var(--c3)" />
      <path d="M6.6 5.2h4.8M6.6 8.2h4.8M6.6 11.2h2.6" {...line} />
    </>
  ),
  // An envelope, wider than high.
  email: (
    <>
      <rect className="ch-s" x="1" y="3.2" width="16" height="11.6" rx="2" fill="var(--c8)" />
      <path d="M3.6 6.2 9 10l5.4-3.8" {...line} />
    </>
  ),
  // A square bubble with three dots.
  webchat: (
    <>
      <path
        className="ch-s"
        d="M3 2h12a1.6 1.6 0 0 1 1.6 1.6v7.8A1.6 1.6 0 0 1 15 13h-2.2v3.4L9 13H3a1.6 1.6 0 0 1-1.6-1.6V3.6A1.6 1.6 0 0 1 3 2z"
        fill="var(--c4)"
      />
      <g fill="var(--surface)">
        <circle cx="5.6" cy="7.5" r="1.15" />
        <circle cx="9" cy="7.5" r="1.15" />
        <circle cx="12.4" cy="7.5" r="1.15" />
      </g>
    </>
  ),
  // A handset, only outlined.
  phone: (
    <>
      <circle className="ch-s" cx="9" cy="9" r="7.6" fill="var(--surface)" stroke="var(--line-strong)" />
      <path
        d="M6.2 4.9c-.7.5-1 1.3-.6 2.4.8 2.2 2.9 4.3 5.1 5.1 1.1.4 1.9.1 2.4-.6l-1.9-1.7-1.2.7a6 6 0 0 1-2.8-2.8l.7-1.2z"
        fill="var(--muted)"
      />
    </>
  ),
}

/** The channel's mark; its name is read out unless the words stand beside it. */
export function ChannelMark({ kind, isSilent }: { kind: ChannelKind; isSilent?: boolean }) {
  if (isSilent) {
    return (
      <svg className="ch-m" viewBox="0 0 18 18" aria-hidden="true">
        {marks[kind]}
      </svg>
    )
  }
  return (
    <svg className="ch-m" viewBox="0 0 18 18" role="img" aria-label={channelWords[kind]}>
      {marks[kind]}
    </svg>
  )
}

/** Who writes, and on which channel: initials, or a figure when only a number is known. */
export function ContactFace({ name, kind }: { name: string; kind: ChannelKind }) {
  const isNamed = /\p{L}/u.test(name)
  return (
    <span className="av lg ch-f">
      <span aria-hidden="true">{isNamed ? initials(name) : <Icon name="person" size={18} />}</span>
      <ChannelMark kind={kind} />
    </span>
  )
}
