import { useSearchParams } from 'react-router'
import { LinkButton } from './button.tsx'
import { useLocale } from './locale.tsx'

/**
 * The foot of a list: how many of how many are shown, and the next page by cursor (`?cursor=…`). The address
 * says where one is; the back button returns.
 */
export function MoreLink(props: { shown: number; total: number; nextCursor?: string; noun: string }) {
  const [search] = useSearchParams()
  const number = new Intl.NumberFormat(useLocale().locale)
  const to = (cursor: string | undefined) => {
    const next = new URLSearchParams(search)
    if (cursor) next.set('cursor', cursor)
    else next.delete('cursor')
    return { search: next.toString() }
  }
  return (
    <div className="more">
      <span className="tn">
        {number.format(props.shown)} of {number.format(props.total)} {props.noun}
      </span>
      {search.has('cursor') && (
        <LinkButton size="sm" to={to(undefined)}>
          Back to the first
        </LinkButton>
      )}
      {props.nextCursor && (
        <LinkButton size="sm" to={to(props.nextCursor)}>
          Next page
        </LinkButton>
      )}
    </div>
  )
}
