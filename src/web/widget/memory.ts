/** What this browser remembers of the chat: no cookie, only what the chat needs to find its thread again. */
export interface Memory {
  key: string | null
  /** Asked once who they are, and they did not want to say. */
  isAsked: boolean
  draft: string
}

const EMPTY: Memory = { key: null, isAsked: false, draft: '' }

/** Reads and writes the memory of one chat. Where a browser forbids that, it lasts as long as the page. */
export function openMemory(token: string): { read(): Memory; write(change: Partial<Memory>): void } {
  const name = `frontdesk-chat:${token}`
  let memory = { ...EMPTY, ...stored(name) }
  return {
    read: () => memory,
    write(change) {
      memory = { ...memory, ...change }
      try {
        localStorage.setItem(name, JSON.stringify(memory))
      } catch {
        // Storage is full or forbidden.
      }
    },
  }
}

function stored(name: string): Partial<Memory> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
