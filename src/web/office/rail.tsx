import { Form, NavLink, useLocation } from 'react-router'
import { BrandMark } from '../kit/brand-mark.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu, MenuItem, MenuLabel } from '../kit/menu.tsx'
import { useOffice } from '../session.ts'
import { footNav, isCurrent, mainNav, type NavEntry, visibleNav } from './nav.ts'
import { type RailCount, useRailCounts } from './rail-counts.ts'

/** The left rail: organisation, pages, and at the foot settings and help. */
export function Rail({ isTight, onToggle }: { isTight: boolean; onToggle: () => void }) {
  const { session, paths } = useOffice()
  const counts = useRailCounts()
  return (
    <nav className="rail" aria-label="Main">
      <div>
        <OrgSwitch />
        <div className="nav">
          {visibleNav(mainNav, paths, session.permissions).map((entry) => (
            <RailLink key={entry.href} entry={entry} isTight={isTight} waiting={counts[entry.href]} />
          ))}
        </div>
        <div className="nav foot">
          {visibleNav(footNav, paths, session.permissions).map((entry) => (
            <RailLink key={entry.href} entry={entry} isTight={isTight} />
          ))}
          <button
            type="button"
            onClick={onToggle}
            aria-expanded={!isTight}
            title={isTight ? 'Widen the menu' : undefined}
          >
            <Icon name="rail" size={18} />
            <span className="l">Narrow the menu</span>
          </button>
        </div>
      </div>
    </nav>
  )
}

function RailLink(props: { entry: NavEntry; isTight: boolean; waiting?: RailCount | undefined }) {
  const { entry, isTight, waiting } = props
  const { pathname } = useLocation()
  return (
    <NavLink
      to={entry.href}
      prefetch="intent"
      aria-current={isCurrent(entry.href, pathname) ? 'page' : undefined}
      title={isTight ? entry.label : undefined}
    >
      <Icon name={entry.icon} size={18} />
      <span className="l">{entry.label}</span>
      {waiting && (
        <span className={waiting.isHot ? 'n hot' : 'n'}>
          {waiting.text} <span className="vh">{waiting.words}</span>
        </span>
      )}
    </NavLink>
  )
}

/** The organisation, and the way into another one when the person belongs to several. */
function OrgSwitch() {
  const { session } = useOffice()
  const { org, orgs } = session
  const mark = (
    <>
      <BrandMark logoUrl={org.logoUrl} />
      <span className="l cut">{org.name}</span>
    </>
  )
  if (orgs.length < 2) return <div className="org">{mark}</div>
  return (
    <Menu
      label={`Organisation: ${org.name}`}
      className="org"
      trigger={
        <>
          {mark}
          <span className="l end muted">
            <Icon name="switch" size={14} />
          </span>
        </>
      }
    >
      <MenuLabel>Your organisations</MenuLabel>
      {orgs.map((other) => (
        <Form key={other.id} method="post" action="/switch-organization">
          <input type="hidden" name="orgId" value={other.id} />
          <MenuItem type="submit" icon={other.id === org.id ? 'check' : 'building'}>
            {other.name}
          </MenuItem>
        </Form>
      ))}
    </Menu>
  )
}
