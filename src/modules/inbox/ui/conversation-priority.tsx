import type { Priority } from '../contract/words.ts'
import { priorityWords } from './inbox-words.ts'

const bars: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 }

/** Bars that rise with how pressing it is; urgent is a filled sign. Never colour alone. */
export function PriorityMark({ priority, onlyPressing }: { priority: Priority; onlyPressing?: boolean }) {
  if (onlyPressing && (priority === 'normal' || priority === 'low')) return null
  return (
    <svg
      className={`prio ${priority}`}
      viewBox="0 0 12 12"
      role="img"
      aria-label={`${priorityWords[priority]} priority`}
    >
      {priority === 'urgent' ? (
        <>
          <rect width="12" height="12" rx="3" fill="currentColor" />
          <path d="M6 2.8v3.8M6 8.9v.3" stroke="var(--surface)" strokeWidth="1.6" strokeLinecap="round" />
        </>
      ) : (
        [0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 4.2}
            y={8 - bar * 3.4}
            width="2.8"
            height={4 + bar * 3.4}
            rx="1"
            fill="currentColor"
            opacity={bar < bars[priority] ? 1 : 0.28}
          />
        ))
      )}
    </svg>
  )
}
