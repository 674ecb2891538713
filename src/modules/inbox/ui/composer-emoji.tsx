import { type KeyboardEvent, useEffect, useRef } from 'react'
import { placePopover } from '#web/kit/place-popover.ts'

/** The few that offices use, with the words they are read out by. */
const groups: readonly { name: string; emoji: readonly (readonly [string, string])[] }[] = [
  {
    name: 'Faces',
    emoji: [
      ['🙂', 'slight smile'],
      ['😊', 'smile'],
      ['😄', 'laugh'],
      ['😅', 'phew'],
      ['😉', 'wink'],
      ['😍', 'in love'],
      ['🤗', 'hug'],
      ['🤔', 'thinking'],
      ['😬', 'oops'],
      ['😕', 'unsure'],
      ['😢', 'sad'],
      ['😮', 'surprised'],
    ],
  },
  {
    name: 'Hands and hearts',
    emoji: [
      ['👍', 'thumbs up'],
      ['👌', 'all right'],
      ['🙏', 'thank you'],
      ['👏', 'applause'],
      ['👋', 'wave'],
      ['🤝', 'handshake'],
      ['💪', 'strong'],
      ['✌️', 'victory'],
      ['❤️', 'heart'],
      ['💚', 'green heart'],
      ['🎉', 'party'],
      ['✨', 'sparkles'],
    ],
  },
  {
    name: 'Work',
    emoji: [
      ['🧹', 'broom'],
      ['🧽', 'sponge'],
      ['🧼', 'soap'],
      ['🪣', 'bucket'],
      ['🏠', 'house'],
      ['🏢', 'office'],
      ['🔑', 'key'],
      ['🐶', 'dog'],
      ['🐱', 'cat'],
      ['📅', 'calendar'],
      ['⏰', 'alarm clock'],
      ['📍', 'place'],
      ['🚗', 'car'],
      ['💳', 'card'],
      ['📞', 'telephone'],
      ['📷', 'camera'],
      ['☀️', 'sun'],
      ['🌧️', 'rain'],
      ['❄️', 'snow'],
      ['🎄', 'Christmas tree'],
      ['✅', 'done'],
      ['❌', 'no'],
      ['⚠️', 'warning'],
      ['⭐', 'star'],
    ],
  },
]

interface EmojiProps {
  anchor: HTMLElement
  onPick: (emoji: string) => void
  onClose: () => void
}

/** A small board of emoji; arrows move over it, Escape shuts it. */
export function EmojiPicker({ anchor, onPick, onClose }: EmojiProps) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const popover = box.current
    if (!popover) return
    popover.showPopover()
    placePopover(popover, anchor, 'start', 'top')
    popover.querySelector('button')?.focus()
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') close.current()
    }
    popover.addEventListener('toggle', onToggle)
    return () => popover.removeEventListener('toggle', onToggle)
  }, [anchor])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key]
    if (!step) return
    event.preventDefault()
    const all = [...event.currentTarget.querySelectorAll('button')]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
  }
  return (
    <div ref={box} className="menu emo" popover="auto" role="dialog" aria-label="Emoji" onKeyDown={onKeyDown}>
      {groups.map((group) => (
        <div key={group.name}>
          <div className="menu-l">{group.name}</div>
          <div className="emo-g">
            {group.emoji.map(([emoji, name]) => (
              <button
                key={emoji}
                type="button"
                aria-label={name}
                title={name}
                onClick={() => {
                  box.current?.hidePopover()
                  onPick(emoji)
                }}
              >
                {emoji}
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
