import type { IconName } from '../kit/icon.tsx'

export interface NavEntry {
  label: string
  href: string
  icon: IconName
  /** Shown only with this permission; without one, to every member. */
  permission?: string
}

/** The rail, from top to bottom. Entries whose page does not exist are left out. */
export const mainNav: readonly NavEntry[] = [
  { label: 'Today', href: '/today', icon: 'today' },
  { label: 'Inbox', href: '/inbox', icon: 'inbox', permission: 'message.view' },
  { label: 'Calendar', href: '/calendar', icon: 'calendar' },
  { label: 'Visits', href: '/appointments', icon: 'clock' },
  { label: 'Clients', href: '/clients', icon: 'clients' },
  { label: 'Tickets', href: '/tickets', icon: 'tag', permission: 'message.view' },
  { label: 'Broadcasts', href: '/broadcasts', icon: 'send', permission: 'message.view' },
  { label: 'Dashboards', href: '/dashboard', icon: 'dashboards', permission: 'figures.view' },
  { label: 'Services', href: '/services', icon: 'services' },
  { label: 'Staff', href: '/staff', icon: 'staff' },
  { label: 'Outbox', href: '/outbox', icon: 'outbox' },
]

/** The foot of the rail. */
export const footNav: readonly NavEntry[] = [
  { label: 'Settings', href: '/settings/organization', icon: 'settings' },
  { label: 'Help', href: '/help', icon: 'help' },
]

/** The menu beside the settings pages. */
export const settingsNav: readonly NavEntry[] = [
  { label: 'Organisation', href: '/settings/organization', icon: 'building' },
  { label: 'Team', href: '/settings/team', icon: 'people' },
  { label: 'Messages', href: '/settings/templates', icon: 'message' },
  { label: 'Channels', href: '/settings/channels', icon: 'phone' },
  { label: 'Inbox rules', href: '/settings/inbox', icon: 'inbox' },
  { label: 'Bot', href: '/settings/bot', icon: 'sparkle' },
  { label: 'Dashboards', href: '/settings/dashboard', icon: 'dashboards' },
  { label: 'Holidays', href: '/settings/holidays', icon: 'calendar' },
  { label: 'Webhooks', href: '/settings/webhooks', icon: 'bolt' },
  { label: 'Audit log', href: '/settings/audit', icon: 'reports' },
  { label: 'System health', href: '/settings/health', icon: 'pulse' },
  { label: 'Failed jobs', href: '/settings/failed-jobs', icon: 'warning' },
  { label: 'Demonstration', href: '/settings/demo', icon: 'sparkle', permission: 'demo.manage' },
  { label: 'Account', href: '/settings/account', icon: 'person' },
]

/** What the command palette can begin: shown when the page exists. */
export const createNav: readonly NavEntry[] = [
  { label: 'New booking', href: '/appointments/new', icon: 'calendar-plus' },
  { label: 'New client', href: '/clients/new', icon: 'person' },
  { label: 'New service', href: '/services/new', icon: 'services' },
  { label: 'Invite a colleague', href: '/settings/team/invite', icon: 'people' },
]

/** The entries that exist and that this session may open. */
export function visibleNav(
  entries: readonly NavEntry[],
  paths: readonly string[],
  permissions: readonly string[],
): NavEntry[] {
  return entries.filter(
    ({ href, permission }) => paths.includes(href) && (!permission || permissions.includes(permission)),
  )
}

/** Whether an entry stands for the open page: its own address or one below it. Settings cover all of /settings. */
export function isCurrent(href: string, pathname: string): boolean {
  const root = href === '/settings/organization' ? '/settings' : href
  return pathname === root || pathname.startsWith(`${root}/`)
}
