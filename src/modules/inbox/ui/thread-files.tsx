import { lazy, Suspense, useState } from 'react'
import { Icon } from '#web/kit/icon.tsx'
import type { Attachment } from '../contract/conversations.ts'
import { endingOf, familyOf, sizeWords } from './thread-data.ts'

const Lightbox = /* @__PURE__ */ lazy(() =>
  import('./thread-lightbox.tsx').then((part) => ({ default: part.Lightbox })),
)

/** Pictures in the thread, sound and film to play, everything else by name and size. */
export function ThreadFiles({ files }: { files: readonly Attachment[] }) {
  const [shown, setShown] = useState<number | null>(null)
  if (files.length === 0) return null
  const pictures = files.filter((file) => file.url && familyOf(file) === 'image')
  return (
    <>
      <div className={`fls ${pictures.length > 1 ? 'many' : ''}`}>
        {files.map((file) => (
          <ThreadFile key={file.id} file={file} onShow={() => setShown(pictures.indexOf(file))} />
        ))}
      </div>
      {shown !== null && shown >= 0 && (
        <Suspense>
          <Lightbox pictures={pictures} start={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  )
}

function ThreadFile({ file, onShow }: { file: Attachment; onShow: () => void }) {
  const { url, name } = file
  if (file.status === 'waiting' || (file.status === 'stored' && !url)) {
    return <FileLine file={file} note="is being fetched" />
  }
  if (file.status === 'failed' || !url) {
    return <FileLine file={file} note={file.error || 'could not be fetched'} isBad />
  }
  switch (familyOf(file)) {
    case 'image':
      return (
        <button
          type="button"
          className="fl-img"
          onClick={onShow}
          aria-label={`Show the picture ${name} large`}
        >
          <img src={url} alt="" loading="lazy" decoding="async" />
        </button>
      )
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: voice messages come without a transcript
        <audio className="fl-au" controls preload="metadata" src={url} aria-label={name} />
      )
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: films of customers come without captions
        <video className="fl-vid" controls preload="metadata" src={url} aria-label={name} />
      )
    default:
      return (
        <a className="fl" href={url} download={name}>
          <FileSign name={name} />
          <span className="grow">
            <span className="cut m">{name}</span>
            <span className="t12 muted tn">{sizeWords(file.bytes)}</span>
          </span>
          <Icon name="download" label="Save" />
        </a>
      )
  }
}

function FileLine({ file, note, isBad }: { file: Attachment; note: string; isBad?: boolean }) {
  return (
    <span className="fl">
      <FileSign name={file.name} />
      <span className="grow">
        <span className="cut m">{file.name}</span>
        <span className={`t12 ${isBad ? 'bad' : 'muted'}`}>{note}</span>
      </span>
    </span>
  )
}

/** A sheet with the file's ending on it. */
export function FileSign({ name }: { name: string }) {
  return (
    <span className="fl-s" aria-hidden="true">
      {endingOf(name)}
    </span>
  )
}
