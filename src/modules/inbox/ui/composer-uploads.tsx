import { Button } from '#web/kit/button.tsx'
import { cancelUpload, type Upload } from './composer-files.ts'
import { sizeWords } from './thread-data.ts'
import { FileSign } from './thread-files.tsx'

/** The files that go with the message, each with how far it is. */
export function UploadList({
  files,
  onRemove,
}: {
  files: readonly Upload[]
  onRemove: (key: string) => void
}) {
  if (files.length === 0) return null
  return (
    <ul className="ups" aria-label="Files">
      {files.map((file) => (
        <li key={file.key} className="up">
          {file.preview ? <img src={file.preview} alt="" /> : <FileSign name={file.name} />}
          <span className="grow">
            <span className="cut m t13">{file.name}</span>
            <State file={file} />
          </span>
          <Button
            size="sm"
            tone="quiet"
            icon="cross"
            iconOnly
            onClick={() => {
              cancelUpload(file)
              onRemove(file.key)
            }}
          >
            Leave out {file.name}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function State({ file }: { file: Upload }) {
  if (file.fault) return <span className="t12 bad">{file.fault}</span>
  if (file.attachment) return <span className="t12 muted tn">{sizeWords(file.bytes)}</span>
  return <progress className="up-p" max={1} value={file.progress} aria-label={`Storing ${file.name}`} />
}
