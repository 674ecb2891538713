/** The roles a member may hold, from the widest to the narrowest. One person may hold several. */
export const roles = ['owner', 'admin', 'manager', 'agent', 'staff', 'viewer', 'customer'] as const
export type Role = (typeof roles)[number]

/** Who works here: everybody but customers. Only they enter the back office. */
export const officeRoles: readonly Role[] = ['owner', 'admin', 'manager', 'agent', 'staff', 'viewer']

/** Every permission with its words, grouped as the settings page shows it. */
export const permissionGroups = [
  {
    group: 'Organisation',
    permissions: [
      { key: 'org.view', label: 'See the organisation’s settings' },
      { key: 'org.edit', label: 'Change profile, branding, hours and policies' },
      { key: 'org.create', label: 'Create further organisations' },
      { key: 'team.view', label: 'See the team' },
      { key: 'team.manage', label: 'Invite people, change roles, suspend' },
      { key: 'team.owners', label: 'Make and unmake owners' },
      { key: 'team.view_as', label: 'Look through a colleague’s eyes' },
      { key: 'audit.view', label: 'Read the audit log' },
    ],
  },
  {
    group: 'Services and staff',
    permissions: [
      { key: 'catalogue.view', label: 'See services, areas and coupons' },
      { key: 'catalogue.edit', label: 'Change services, areas and coupons' },
      { key: 'staff.view', label: 'See staff and their schedules' },
      { key: 'staff.edit', label: 'Change staff, schedules and time off' },
    ],
  },
  {
    group: 'Bookings',
    permissions: [
      { key: 'booking.view', label: 'See bookings' },
      { key: 'booking.create', label: 'Book for a client' },
      { key: 'booking.edit', label: 'Move and change bookings' },
      { key: 'booking.cancel', label: 'Cancel bookings' },
      { key: 'booking.override', label: 'Go past deadlines and rules, with a reason' },
      { key: 'booking.export', label: 'Export bookings' },
    ],
  },
  {
    group: 'Clients and deals',
    permissions: [
      { key: 'client.view', label: 'See clients' },
      { key: 'client.edit', label: 'Add and change clients' },
      { key: 'client.delete', label: 'Delete and merge clients' },
      { key: 'client.export', label: 'Export clients' },
      { key: 'deal.view', label: 'See deals' },
      { key: 'deal.edit', label: 'Add, move and change deals' },
      { key: 'activity.view', label: 'See tasks and meetings' },
      { key: 'activity.edit', label: 'Plan and complete tasks and meetings' },
    ],
  },
  {
    group: 'Goods and money',
    permissions: [
      { key: 'product.view', label: 'See products and product orders' },
      { key: 'product.edit', label: 'Change products, stock and product orders' },
      { key: 'payment.view', label: 'See payments and invoices' },
      { key: 'payment.take', label: 'Take payments and write invoices' },
      { key: 'payment.refund', label: 'Refund' },
    ],
  },
  {
    group: 'Messages',
    permissions: [
      { key: 'message.view', label: 'Read conversations and sent messages' },
      { key: 'message.send', label: 'Write to clients' },
      { key: 'broadcast.send', label: 'Write to many clients at once' },
      { key: 'inbox.manage', label: 'Set up channels, rules and the bot' },
      { key: 'template.view', label: 'See message templates' },
      { key: 'template.edit', label: 'Change message templates' },
    ],
  },
  {
    group: 'Figures and system',
    permissions: [
      { key: 'figures.view', label: 'See dashboards and reports' },
      { key: 'figures.edit', label: 'Change dashboards, schedule reports' },
      { key: 'calendar.view', label: 'See calendar connections' },
      { key: 'calendar.manage', label: 'Connect and repair calendars' },
      { key: 'webhook.manage', label: 'Manage webhooks' },
      { key: 'system.view', label: 'See jobs and system health' },
      { key: 'system.manage', label: 'Retry jobs, change system settings' },
      { key: 'demo.manage', label: 'Add and remove demonstration data' },
    ],
  },
] as const satisfies readonly { group: string; permissions: readonly { key: string; label: string }[] }[]

export type Permission = (typeof permissionGroups)[number]['permissions'][number]['key']

/** Every permission key, in the order of the settings page. */
export const permissions: readonly Permission[] = permissionGroups.flatMap((group) =>
  group.permissions.map(({ key }) => key),
)
