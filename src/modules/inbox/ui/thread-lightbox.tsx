import { useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { Icon } from '#web/kit/icon.tsx'
import type { Attachment } from '../contract/conversations.ts'
import { sizeWords } from './thread-data.ts'

interface LightboxProps {
  pictures: readonly Attachment[]
  start: number
  onClose: () => void
}

/** A picture as large as the window allows; the arrow keys go through those of the same message. */
export function Lightbox({ pictures, start, onClose }: LightboxProps) {
  const [at, setAt] = useState(start)
  const picture = pictures[at]!
  const step = (by: number) => setAt((now) => (now + by + pictures.length) % pictures.length)
  return (
    <Dialog title={picture.name} width={1100} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a second way to the buttons below */}
      <div
        className="lbx"
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
          if (by && pictures.length > 1) step(by)
        }}
      >
        <img src={picture.url ?? ''} alt={picture.name} />
        <div className="row">
          {pictures.length > 1 && (
            <>
              <Button size="sm" icon="chevron-left" iconOnly onClick={() => step(-1)}>
                Previous picture
              </Button>
              <Button size="sm" icon="chevron-right" iconOnly onClick={() => step(1)}>
                Next picture
              </Button>
              <span className="muted t12 tn" role="status">
                {at + 1} of {pictures.length}
              </span>
            </>
          )}
          <span className="end muted t12 tn">{sizeWords(picture.bytes)}</span>
          <a className="btn sm" href={picture.url ?? ''} download={picture.name}>
            <Icon name="download" /> Save
          </a>
        </div>
      </div>
    </Dialog>
  )
}
