import { useEffect, useRef } from 'react'

/** Keys to acts: `mod+k`, `j`, `?`, `shift+e`. `mod` is Ctrl, or Cmd on a Mac. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

/** Whether typing goes into a field; single keys are then letters, not commands. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button)$/.test(target.type))
  )
}

/** The pressed keys as the name used in `Shortcuts`. */
export function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // Shift is part of the sign itself for `?` and the like; it is named only with letters.
  const shift = event.shiftKey && /^[a-z]$/i.test(event.key) ? 'shift+' : ''
  return mod + shift + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

/** Listens while the part is shown. Single keys are ignored in fields and while a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const name = keyName(event)
      const act = latest.current[name]
      if (!act) return
      const isSingle = !name.startsWith('mod+')
      if (isSingle && (isTyping(event.target) || document.querySelector('dialog:modal'))) return
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
