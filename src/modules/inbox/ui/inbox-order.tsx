import { useSearchParams } from 'react-router'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem } from '#web/kit/menu.tsx'
import type { InboxFilter, InboxSort } from './inbox-url.ts'

const orders: readonly { sort: InboxSort; label: string }[] = [
  { sort: 'due', label: 'Least time left first' },
  { sort: 'waiting', label: 'Longest waiting first' },
  { sort: 'priority', label: 'Most pressing first' },
  { sort: 'newest', label: 'Newest first' },
  { sort: 'oldest', label: 'Oldest first' },
]

/** In which order the list stands. What is resolved, found or mentioned comes newest first by itself. */
export function InboxOrder({ filter }: { filter: InboxFilter }) {
  const [search] = useSearchParams()
  const isFixed = filter.q !== undefined || filter.view === 'resolved' || filter.view === 'mentions'
  if (isFixed) return <span>Newest first</span>
  const present = orders.find(({ sort }) => sort === filter.sort) ?? orders[0]!
  const to = (sort: InboxSort) => {
    const next = new URLSearchParams(search)
    if (sort === 'due') next.delete('sort')
    else next.set('sort', sort)
    return `?${next}`
  }
  return (
    <Menu
      label={`Order: ${present.label}`}
      className="ib-order"
      trigger={
        <>
          {present.label}
          <Icon name="chevron-down" size={12} />
        </>
      }
    >
      {orders.map((order) => (
        <MenuItem key={order.sort} to={to(order.sort)} icon={order === present ? 'check' : undefined}>
          {order.label}
        </MenuItem>
      ))}
    </Menu>
  )
}
