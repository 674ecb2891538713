import { Form, useRouteLoaderData } from 'react-router'
import { Avatar } from '../kit/avatar.tsx'
import { Icon } from '../kit/icon.tsx'
import { LiveDot } from '../kit/live-dot.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { useOffice } from '../session.ts'
import { ThemeSwitch } from '../theme-switch.tsx'
import { MyStateDot, MyStateSwitch, useMyState } from './inbox/my-state.tsx'
import { Breadcrumb } from './page-title.tsx'

/** Where we are, the search, whether the screen is live, and the person. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="top">
      <Breadcrumb />
      <button type="button" className="find" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={14} />
        <span className="l">Find a client, visit, page…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <LiveDot />
      <PersonMenu />
    </header>
  )
}

function PersonMenu() {
  const { session, paths } = useOffice()
  const root = useRouteLoaderData<{ theme: 'light' | 'dark' | 'auto' }>('root')
  const { user } = session
  const state = useMyState()
  return (
    <Menu
      label={`${user.name}: account and theme`}
      className="me"
      align="end"
      trigger={
        <span className="me-face">
          <Avatar name={user.name} src={user.avatarUrl} own />
          <MyStateDot state={state} />
        </span>
      }
    >
      <div className="menu-head">
        <span className="b cut">{user.name}</span>
        <span className="muted t12 cut">{user.email}</span>
      </div>
      <MyStateSwitch state={state} />
      <MenuLine />
      <ThemeSwitch initial={root?.theme ?? 'auto'} />
      <MenuLine />
      {paths.includes('/settings/account') && (
        <MenuItem to="/settings/account" icon="person">
          Your account
        </MenuItem>
      )}
      <Form method="post" action="/sign-out">
        <MenuItem type="submit" icon="sign-out">
          Sign out
        </MenuItem>
      </Form>
    </Menu>
  )
}
