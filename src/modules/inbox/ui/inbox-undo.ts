import { showToast } from '#web/kit/toast.tsx'

// Z takes back what was done last, also when its toast has gone.

interface Undo {
  run: () => Promise<void>
  at: number
}

const KEEPS_MS = 10 * 60_000
let last: Undo | null = null

/** Says what was done, with "Undo" in the toast and under Z; whichever comes first takes it back, once. */
export function announce(text: string, undo?: () => Promise<void>): void {
  if (!undo) {
    showToast({ tone: 'good', text })
    return
  }
  let isTaken = false
  const once = async () => {
    if (isTaken) return
    isTaken = true
    if (last?.run === once) last = null
    await undo()
  }
  last = { run: once, at: Date.now() }
  showToast({ tone: 'good', text, undo: once })
}

/** Takes the last act back and says so. */
export async function takeBackLast(): Promise<void> {
  if (!last || Date.now() - last.at > KEEPS_MS) {
    last = null
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
