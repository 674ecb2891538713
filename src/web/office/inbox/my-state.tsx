import { useEffect } from 'react'
import { listAgents, noteSeen, setMyState } from '#modules/inbox/contract/agents.ts'
import type { AgentState } from '#modules/inbox/contract/words.ts'
import { api } from '../../api.ts'
import { MenuItem } from '../../kit/menu.tsx'
import { useApi, useCommand } from '../../query.tsx'
import { useMay, useSession } from '../../session.ts'
import { AgentDot, agentWords } from './agent-dot.tsx'

const MINUTE = 60_000
const chosen: readonly AgentState[] = ['online', 'busy', 'away']

/** The member's own state as colleagues see it; null for those who do not answer customers. */
export function useMyState(): AgentState | null {
  const { memberId, viewingAs } = useSession()
  const isAgent = useMay('message.send') && viewingAs === null
  const agents = useApi(listAgents, {}, { enabled: isAgent, staleTime: MINUTE, live: ['agents'] }).data
  useHeartbeat(isAgent)
  if (!isAgent) return null
  return agents?.items.find((agent) => agent.memberId === memberId)?.state ?? null
}

/** Says once a minute that somebody works at this screen, as long as it is in sight (INBX-024). */
function useHeartbeat(isAgent: boolean): void {
  useEffect(() => {
    if (!isAgent) return
    let lastAt = 0
    const beat = () => {
      if (document.visibilityState !== 'visible' || Date.now() - lastAt < MINUTE - 1_000) return
      lastAt = Date.now()
      // The line may be down; the next beat tries again.
      void api(noteSeen, {}).catch(() => {})
    }
    const first = setTimeout(beat, 2_000)
    const timer = setInterval(beat, MINUTE)
    document.addEventListener('visibilitychange', beat)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [isAgent])
}

/** The dot on one's own picture in the top bar. */
export function MyStateDot({ state }: { state: AgentState | null }) {
  if (!state) return null
  return (
    <span className="me-dot">
      <AgentDot state={state} />
    </span>
  )
}

/** In the menu of one's own picture: whether new conversations come. */
export function MyStateSwitch({ state }: { state: AgentState | null }) {
  const set = useCommand(setMyState, {
    success: (agent) => `You are ${agentWords[agent.state].toLowerCase()}`,
    invalidates: [listAgents],
  })
  if (!state) return null
  return (
    <>
      <div className="menu-l" id="my-state">
        You are
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu */}
      <div role="group" aria-labelledby="my-state">
        {chosen.map((one) => (
          <MenuItem
            key={one}
            icon={one === state ? 'check' : undefined}
            aria-pressed={one === state}
            onClick={() => void set({ state: one })}
          >
            <span className="row">
              <AgentDot state={one} />
              {agentWords[one]}
            </span>
          </MenuItem>
        ))}
      </div>
    </>
  )
}
