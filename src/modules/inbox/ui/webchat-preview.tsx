import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import type { WebchatSettings } from '../contract/webchat.ts'

interface Props {
  settings: WebchatSettings
  /** The organisation's, for chats without their own. */
  fallback: { name: string; colour: string; locale: string }
}

const PAUSE_MS = 150

/** The chat as visitors will see it: the widget itself, with nobody behind it. Follows the form as it is filled in. */
export function WebchatPreview({ settings, fallback }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(true)
  useEffect(() => {
    const host = place.current
    if (!host) return
    let remove: (() => void) | undefined
    let isGone = false
    const timer = setTimeout(async () => {
      const { mountPreview } = await import('#web/widget/preview.ts')
      if (isGone) return
      const name = settings.title || fallback.name
      const colour = settings.colour || fallback.colour
      remove = mountPreview(host, { look: settings, name, colour, isOpen, locale: fallback.locale }).remove
    }, PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
      remove?.()
    }
  }, [settings, fallback, isOpen])
  return (
    <section className="card pad stack" aria-label="Preview">
      <div className="row">
        <h2 className="grow">Preview</h2>
        <Button size="sm" tone="quiet" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show out of hours' : 'Show in hours'}
        </Button>
      </div>
      <div className="chat-look" ref={place} />
    </section>
  )
}
