import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'

/** From so high on, a mail is folded at first, so that the conversation around it stays in sight. */
const FOLDS_FROM = 760
const FOLDED = 560
/** Higher than any letter; what is longer scrolls inside. */
const TALLEST = 20_000
const SCROLLBAR = 16

interface FrameProps {
  title: string
  srcDoc: string
  /** Told when everything has been fetched: how many pictures from elsewhere could not be. */
  onPictures: (missing: number) => void
}

/** As high as its content: nothing in it runs, so we may look at it and nobody else can. */
export function MailFrame({ title, srcDoc, onPictures }: FrameProps) {
  const { frame, height } = useMeasured(onPictures)
  const [isWhole, setWhole] = useState(false)
  const isFolded = height > FOLDS_FROM && !isWhole
  return (
    <div className={`ml-b ${isFolded ? 'folded' : ''}`}>
      <iframe
        ref={frame}
        className="ml-f"
        title={title}
        srcDoc={srcDoc}
        // Without allow-scripts the same origin gives the mail nothing; it lets us measure it.
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        style={{ height: isFolded ? FOLDED : height }}
      />
      {height > FOLDS_FROM && (
        <Button size="sm" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fold the mail' : 'Show the whole mail'}
        </Button>
      )}
    </div>
  )
}

/** How high the mail is, also after its pictures have come or a quotation was unfolded. */
function useMeasured(onPictures: (missing: number) => void) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(120)
  const tell = useRef(onPictures)
  useEffect(() => {
    tell.current = onPictures
  })
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let watcher: ResizeObserver | undefined
    const look = () => {
      const page = element.contentDocument
      if (!page?.body) return
      const measure = () => {
        const { scrollWidth, clientWidth, style } = page.documentElement
        const needed = page.body.scrollHeight + (scrollWidth > clientWidth ? SCROLLBAR : 0)
        style.overflowY = needed > TALLEST ? 'auto' : 'hidden'
        setHeight(Math.min(TALLEST, Math.max(24, needed)))
      }
      watcher?.disconnect()
      watcher = new ResizeObserver(measure)
      watcher.observe(page.body)
      if (page.readyState === 'complete') tell.current(missingIn(page))
    }
    look()
    element.addEventListener('load', look)
    return () => {
      watcher?.disconnect()
      element.removeEventListener('load', look)
    }
  }, [])
  return { frame, height }
}

/** Pictures from elsewhere that were asked for and did not come; each leaves its words instead of a hole. */
function missingIn(page: Document): number {
  const pictures = [...page.querySelectorAll<HTMLImageElement>('img[data-remote][src]')]
  const missing = pictures.filter(({ complete, naturalWidth }) => complete && naturalWidth === 0)
  for (const picture of missing) picture.replaceWith(picture.alt ? `[${picture.alt}]` : '')
  return missing.length
}
