import { Link, useMatches } from 'react-router'

/** What a page's `handle` may say to the shell. */
export interface PageHandle {
  /** The last word of the breadcrumb, or made from the loader's data. */
  title?: string | ((data: unknown) => string)
  /** The page above: `{ to: '/clients', label: 'Clients' }`. */
  parent?: { to: string; label: string }
  /** Uses the whole height and width (calendar, inbox): no padding, no scrolling page. */
  isFullBleed?: boolean
}

/** The handle of the innermost page that has one. */
export function usePageHandle(): { handle: PageHandle; data: unknown } {
  const matches = useMatches()
  const found = matches.findLast((match) => match.handle !== undefined)
  return { handle: (found?.handle ?? {}) as PageHandle, data: found?.loaderData }
}

/** Where we are: "Clients / Hannah Whitcombe". */
export function Breadcrumb() {
  const { handle, data } = usePageHandle()
  const title = typeof handle.title === 'function' ? handle.title(data) : handle.title
  return (
    <div className="crumb">
      {handle.parent && (
        <>
          <Link to={handle.parent.to}>{handle.parent.label}</Link>
          <span aria-hidden="true">/</span>
        </>
      )}
      <b className="cut">{title}</b>
    </div>
  )
}
