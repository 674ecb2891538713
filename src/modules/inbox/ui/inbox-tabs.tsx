import { Link, useSearchParams } from 'react-router'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem } from '#web/kit/menu.tsx'
import type { InboxView } from '../contract/conversations.ts'
import type { ConversationPage } from './inbox-data.ts'
import { searchOfView } from './inbox-url.ts'

type Counts = ConversationPage['counts']

const tabs: readonly { view: InboxView & keyof Counts; label: string }[] = [
  { view: 'mine', label: 'Mine' },
  { view: 'unassigned', label: 'Unassigned' },
  { view: 'team', label: 'Team' },
  { view: 'all', label: 'All' },
]

const more: readonly { view: InboxView; label: string; icon: 'clock' | 'at' | 'check-circle' }[] = [
  { view: 'snoozed', label: 'Snoozed', icon: 'clock' },
  { view: 'mentions', label: 'Mentions', icon: 'at' },
  { view: 'resolved', label: 'Resolved', icon: 'check-circle' },
]

/** Which part of the work: four tabs with their numbers, the rarer ones in a menu that shows what is chosen. */
export function InboxTabs({ view, counts }: { view: InboxView; counts: Counts | undefined }) {
  const [search] = useSearchParams()
  const chosen = more.find((one) => one.view === view)
  const number = (key: InboxView) => (key === 'resolved' ? undefined : counts?.[key])
  return (
    <nav className="ib-tabs" aria-label="Views">
      {tabs.map((tab) => (
        <Link
          key={tab.view}
          to={`/inbox${searchOfView(search, tab.view)}`}
          aria-current={tab.view === view ? 'page' : undefined}
          preventScrollReset
        >
          {tab.label}
          <Count value={counts?.[tab.view]} />
        </Link>
      ))}
      <Menu
        label={chosen ? `More views: ${chosen.label}` : 'More views'}
        className={`ib-more ${chosen ? 'on' : ''}`}
        align="end"
        isCurrent={chosen !== undefined}
        trigger={
          chosen ? (
            <>
              {chosen.label}
              <Count value={number(chosen.view)} />
              <Icon name="chevron-down" size={14} />
            </>
          ) : (
            <>
              <Icon name="more" />
              {(counts?.mentions ?? 0) > 0 && <span className="ib-hot" />}
            </>
          )
        }
      >
        {more.map((one) => (
          <MenuItem key={one.view} icon={one.icon} to={`/inbox${searchOfView(search, one.view)}`}>
            {one.label}
            {(number(one.view) ?? 0) > 0 && <span className="muted tn"> {number(one.view)}</span>}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  )
}

function Count({ value }: { value: number | undefined }) {
  if (value === undefined) return null
  return <span className="c tn">{value > 999 ? '999+' : value}</span>
}
