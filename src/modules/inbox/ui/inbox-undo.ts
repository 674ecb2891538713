import { showToast } from '#web/kit/toast.tsx'

// Z takes back what was done last, then what was done before it, also when the toasts have gone.

interface Undo {
  run: () => Promise<void>
  at: number
}

const KEEPS_MS = 10 * 60_000
const MOST = 20
const acts: Undo[] = []

function forget(undo: Undo): void {
  const at = acts.indexOf(undo)
  if (at !== -1) acts.splice(at, 1)
}

/** An act that has begun. The server has not answered yet, but Z means it already. */
export interface Begun {
  /** It is done: says so, with "Undo" beside it. */
  done: (text: string) => void
  /** It was refused: there is nothing to take back. */
  failed: () => void
  /** Somebody has taken it back meanwhile. */
  isTaken: () => boolean
}

/** Notes that something is being done. `undo` waits for it to be done; toast and Z run it once, whichever comes first. */
export function begin(undo?: () => Promise<void>): Begun {
  let isTaken = false
  const kept: Undo = {
    at: Date.now(),
    async run() {
      if (isTaken) return
      isTaken = true
      forget(kept)
      await undo?.()
    },
  }
  if (undo) acts.splice(0, acts.length, ...acts.slice(1 - MOST), kept)
  return {
    done(text) {
      if (!isTaken) showToast({ tone: 'good', text, ...(undo && { undo: kept.run }) })
    },
    failed: () => forget(kept),
    isTaken: () => isTaken,
  }
}

/** Says what was done, with "Undo" in the toast and under Z. */
export function announce(text: string, undo?: () => Promise<void>): void {
  begin(undo).done(text)
}

/** Takes the last act back and says so. */
export async function takeBackLast(): Promise<void> {
  const last = acts.at(-1)
  if (!last || Date.now() - last.at > KEEPS_MS) {
    acts.length = 0
    showToast({ tone: 'info', text: 'There is nothing to take back.' })
    return
  }
  try {
    await last.run()
    showToast({ tone: 'info', text: 'Taken back' })
  } catch (error) {
    showToast({
      tone: 'bad',
      text: error instanceof Error ? error.message : 'That could not be taken back.',
    })
  }
}
