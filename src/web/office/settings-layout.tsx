import { NavLink, Outlet } from 'react-router'
import { Icon } from '../kit/icon.tsx'
import { useOffice } from '../session.ts'
import { settingsNav, visibleNav } from './nav.ts'
import type { PageHandle } from './page-title.tsx'

export const handle: PageHandle = { title: 'Settings' }

/** Settings pages with their menu at the left; on a phone the menu is a row that scrolls. */
export default function SettingsLayout() {
  const { session, paths } = useOffice()
  const entries = visibleNav(settingsNav, paths, session.permissions)
  return (
    <div className="settings">
      <nav aria-label="Settings">
        {entries.map((entry) => (
          <NavLink key={entry.href} to={entry.href} prefetch="intent">
            <Icon name={entry.icon} />
            {entry.label}
          </NavLink>
        ))}
      </nav>
      <div className="grow">
        <Outlet />
      </div>
    </div>
  )
}
