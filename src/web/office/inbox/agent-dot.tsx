import './agent-dot.css'
import type { AgentState } from '#modules/inbox/contract/words.ts'

export const agentWords: Readonly<Record<AgentState, string>> = {
  online: 'Online',
  busy: 'Busy',
  away: 'Away',
  offline: 'Offline',
}

/** Whether somebody is there: full online, with a bar busy, half away, hollow offline. The word is read out. */
export function AgentDot({ state }: { state: AgentState }) {
  return (
    <svg className={`adot ${state}`} viewBox="0 0 10 10" role="img" aria-label={agentWords[state]}>
      {state === 'offline' ? (
        <circle cx="5" cy="5" r="3.6" fill="var(--surface)" stroke="currentColor" strokeWidth="1.8" />
      ) : (
        <circle cx="5" cy="5" r="4.5" fill="currentColor" />
      )}
      {state === 'busy' && <path d="M2.6 5h4.8" stroke="var(--surface)" strokeWidth="1.8" />}
      {state === 'away' && (
        <path
          d="M5 2.6V5l1.7 1.2"
          fill="none"
          stroke="var(--surface)"
          strokeWidth="1.4"
          strokeLinecap="round"
        />
      )}
    </svg>
  )
}
