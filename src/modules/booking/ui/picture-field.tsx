import { useEffect, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { CheckField, Field } from '#web/kit/field.tsx'
import { shrinkIn } from './shrink-picture.ts'

/** A picture to choose, with the one that is there. Sends `remove-NAME` when it shall go. */
export function PictureField(props: { name: string; label: string; url: string | null; round?: boolean }) {
  const { name, label, url, round } = props
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => () => void (chosen && URL.revokeObjectURL(chosen)), [chosen])
  const shown = chosen ?? url
  return (
    <div className="stack s8">
      <Field name={name} label={label} optional help="JPEG, PNG, WebP or AVIF. We make it small enough.">
        {(input) => (
          <div className="picture">
            {shown && <img className={round ? 'round' : ''} src={shown} alt="" />}
            <input
              {...input}
              type="file"
              accept="image/jpeg,image/png,image/webp,image/avif"
              onChange={async (event) => {
                const field = event.currentTarget
                await shrinkIn(field)
                const file = field.files?.[0]
                setChosen(file ? URL.createObjectURL(file) : null)
              }}
            />
          </div>
        )}
      </Field>
      {chosen && (
        <Button
          size="sm"
          tone="quiet"
          icon="undo"
          onClick={(event) => {
            const input = event.currentTarget.closest('form')?.elements.namedItem(name)
            if (input instanceof HTMLInputElement) input.value = ''
            setChosen(null)
          }}
        >
          Keep the old one
        </Button>
      )}
      {url && !chosen && <CheckField name={`remove-${name}`} label="Remove this picture" />}
    </div>
  )
}
