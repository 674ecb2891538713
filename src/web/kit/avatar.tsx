import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** First letters of the first and last word: "Anna Maria Kowalska" → AK. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

interface AvatarProps {
  name: string
  src?: string | null
  size?: 'sm' | 'md' | 'lg' | 'xl'
  /** The signed-in person's own, in the brand's tint. */
  own?: boolean
}

/** A face or initials. Decoration: the name stands beside it or in the link's label. */
export function Avatar({ name, src, size = 'md', own }: AvatarProps) {
  const classes = `av ${size === 'md' ? '' : size} ${own ? 'b1' : ''}`
  if (src) return <img className={classes} src={src} alt="" loading="lazy" />
  return (
    <span className={classes} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** A person in a row: face, name, one muted fact; a link when `to` is given. */
export function PersonChip(props: AvatarProps & { detail?: ReactNode; to?: string }) {
  const { detail, to, ...avatar } = props
  const content = (
    <>
      <Avatar size="sm" {...avatar} />
      <span className="who">
        <span className="nm cut">{avatar.name}</span>
        {detail && <span className="muted t12 cut">{detail}</span>}
      </span>
    </>
  )
  return to ? (
    <Link className="person" to={to}>
      {content}
    </Link>
  ) : (
    <span className="person">{content}</span>
  )
}
