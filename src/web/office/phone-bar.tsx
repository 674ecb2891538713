import { NavLink, useLocation } from 'react-router'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { useOffice } from '../session.ts'
import { footNav, isCurrent, mainNav, visibleNav } from './nav.ts'

const PLACES = 5

/** The phone's bar of five: four pages, and the rest under "More". */
export function PhoneBar({ onSearch }: { onSearch: () => void }) {
  const { session, paths } = useOffice()
  const { pathname } = useLocation()
  const all = visibleNav([...mainNav, ...footNav], paths, session.permissions)
  const first = all.slice(0, PLACES - 1)
  const rest = all.slice(PLACES - 1)
  const isInRest = rest.some((entry) => isCurrent(entry.href, pathname))
  return (
    <nav className="tabs5" aria-label="Main">
      {first.map((entry) => (
        <NavLink
          key={entry.href}
          to={entry.href}
          aria-current={isCurrent(entry.href, pathname) ? 'page' : undefined}
        >
          <Icon name={entry.icon} size={22} />
          {entry.label}
        </NavLink>
      ))}
      <Menu
        label="More pages"
        align="end"
        side="top"
        trigger={
          <>
            <Icon name="menu" size={22} />
            More
          </>
        }
        isCurrent={isInRest}
      >
        <MenuItem icon="search" onClick={onSearch}>
          Find
        </MenuItem>
        {rest.map((entry) => (
          <MenuItem key={entry.href} to={entry.href} icon={entry.icon}>
            {entry.label}
          </MenuItem>
        ))}
      </Menu>
    </nav>
  )
}
