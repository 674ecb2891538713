import { type Permission, permissions, type Role } from '../contract/permissions.ts'

const every = new Set<Permission>(permissions)
const systemOnly = new Set<Permission>(['audit.view', 'system.view'])

const manager: Permission[] = [
  ...['org.view', 'team.view', 'catalogue.view', 'catalogue.edit', 'staff.view', 'staff.edit'],
  ...[
    'booking.view',
    'booking.create',
    'booking.edit',
    'booking.cancel',
    'booking.override',
    'booking.export',
  ],
  ...['client.view', 'client.edit', 'client.delete', 'client.export', 'deal.view', 'deal.edit'],
  ...['activity.view', 'activity.edit', 'product.view', 'product.edit'],
  ...['payment.view', 'payment.take', 'payment.refund', 'message.view', 'message.send'],
  ...['broadcast.send', 'inbox.manage'],
  ...['template.view', 'template.edit', 'figures.view', 'figures.edit', 'calendar.view', 'calendar.manage'],
] as Permission[]

const agent: Permission[] = [
  ...['org.view', 'team.view', 'catalogue.view', 'staff.view'],
  ...['booking.view', 'booking.create', 'booking.edit', 'booking.cancel'],
  ...['client.view', 'client.edit', 'deal.view', 'deal.edit', 'activity.view', 'activity.edit'],
  ...['product.view', 'product.edit', 'payment.view', 'payment.take'],
  ...['message.view', 'message.send', 'template.view', 'figures.view', 'calendar.view'],
] as Permission[]

/** What each role gives. Staff reach their own bookings and clients through the scope of their person. */
export const permissionsOfRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: every,
  admin: new Set(permissions.filter((key) => key !== 'team.owners')),
  manager: new Set(manager),
  agent: new Set(agent),
  staff: new Set<Permission>(['booking.view', 'client.view', 'activity.view', 'catalogue.view']),
  viewer: new Set(permissions.filter((key) => key.endsWith('.view') && !systemOnly.has(key))),
  customer: new Set(),
}

/** A single permission given to, or taken from, one member on top of the roles (IDEN-007). */
export interface Grant {
  key: string
  granted: boolean
}

/** What a member may do: the union of the roles, plus single grants, minus single revocations, which win. */
export function effectivePermissions(
  memberRoles: readonly string[],
  grants: readonly Grant[],
): Set<Permission> {
  const held = new Set<Permission>()
  for (const role of memberRoles) {
    for (const key of permissionsOfRole[role as Role] ?? []) held.add(key)
  }
  for (const key of permissions) {
    const grant = grants.find((one) => one.key === key)
    if (grant?.granted === true) held.add(key)
    if (grant?.granted === false) held.delete(key)
  }
  return held
}

const descriptions: Record<Role, { name: string; meaning: string }> = {
  owner: { name: 'Owner', meaning: 'Everything, including who else is an owner.' },
  admin: { name: 'Administrator', meaning: 'Everything but making owners.' },
  manager: {
    name: 'Manager',
    meaning: 'Runs the day: bookings, staff, clients, money and figures. May be limited to staff or areas.',
  },
  agent: { name: 'Agent', meaning: 'Answers clients, books for them and works deals.' },
  staff: { name: 'Staff', meaning: 'Sees the own day, its bookings and its clients.' },
  viewer: { name: 'Viewer', meaning: 'Reads everything of the daily work and changes nothing.' },
  customer: { name: 'Customer', meaning: 'Books and looks after the own bookings. No back office.' },
}

/** The name and meaning of a role, in words for people. */
export function describeRole(role: Role): { name: string; meaning: string } {
  return descriptions[role]
}

/** Whether the roles open the back office. */
export function isOfficeMember(memberRoles: readonly string[]): boolean {
  return memberRoles.some((role) => role !== 'customer')
}
