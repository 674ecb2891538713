import type { IconName } from './icon-names.ts'
import sprite from './icons.svg?url&no-inline'

export type { IconName } from './icon-names.ts'

/**
 * A line icon in the colour of the text around it. Decoration unless `label` is given. The pictures are one
 * cached file, so they cost no JavaScript.
 */
export function Icon({ name, size = 16, label }: { name: IconName; size?: number; label?: string }) {
  const style = size === 16 ? undefined : { width: size, height: size }
  const use = <use href={`${sprite}#${name}`} />
  if (!label) {
    return (
      <svg className="i" style={style} aria-hidden="true">
        {use}
      </svg>
    )
  }
  return (
    <svg className="i" style={style} role="img" aria-label={label}>
      {use}
    </svg>
  )
}
