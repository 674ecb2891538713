import { type ChangeEvent, useEffect, useState } from 'react'
import { Field } from '#web/kit/field.tsx'

interface PictureFieldProps {
  label: string
  current: string | null
  /** Larger pictures are made smaller before they are sent. */
  longestSide: number
  isRound?: boolean
}

/** Chooses a picture and shows it. Without JavaScript it is a plain file input, limited to 1 MB. */
export function PictureField({ label, current, longestSide, isRound }: PictureFieldProps) {
  const [preview, setPreview] = useState<string | null>(null)
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview])
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const file = input.files?.[0]
    if (!file) return setPreview(null)
    const small = await shrink(file, longestSide)
    if (small !== file) {
      const files = new DataTransfer()
      files.items.add(small)
      input.files = files.files
    }
    setPreview(URL.createObjectURL(small))
  }
  const shown = preview ?? current
  return (
    <Field name="picture" label={label}>
      {(input) => (
        <span className="picture">
          {shown && (
            <img
              className={isRound ? 'av xl' : undefined}
              src={shown}
              alt=""
              style={isRound ? {} : { maxHeight: 56 }}
            />
          )}
          <input
            {...input}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            onChange={choose}
          />
        </span>
      )}
    </Field>
  )
}

/** The picture within the given side, as the browser draws it; the file itself if it is small or cannot be drawn. */
async function shrink(file: File, longestSide: number): Promise<File> {
  const image = await createImageBitmap(file).catch(() => null)
  const scale = image ? longestSide / Math.max(image.width, image.height) : 1
  if (!image || (scale >= 1 && file.size < 900_000)) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * Math.min(1, scale))
  canvas.height = Math.round(image.height * Math.min(1, scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.9))
  return blob ? new File([blob], 'picture', { type: blob.type }) : file
}
