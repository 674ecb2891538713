import { describe, expect, test } from 'vitest'
import { type Permission, permissions, type Role, roles } from '../contract/permissions.ts'
import { describeRole, effectivePermissions, isOfficeMember, permissionsOfRole } from './permissions.ts'

const cases: [Permission, Role[]][] = [
  ['org.view', ['owner', 'admin', 'manager', 'agent', 'viewer']],
  ['org.edit', ['owner', 'admin']],
  ['team.manage', ['owner', 'admin']],
  ['team.owners', ['owner']],
  ['team.view_as', ['owner', 'admin']],
  ['audit.view', ['owner', 'admin']],
  ['catalogue.edit', ['owner', 'admin', 'manager']],
  ['booking.view', ['owner', 'admin', 'manager', 'agent', 'staff', 'viewer']],
  ['booking.create', ['owner', 'admin', 'manager', 'agent']],
  ['booking.override', ['owner', 'admin', 'manager']],
  ['client.view', ['owner', 'admin', 'manager', 'agent', 'staff', 'viewer']],
  ['client.delete', ['owner', 'admin', 'manager']],
  ['payment.refund', ['owner', 'admin', 'manager']],
  ['message.send', ['owner', 'admin', 'manager', 'agent']],
  ['figures.view', ['owner', 'admin', 'manager', 'agent', 'viewer']],
  ['webhook.manage', ['owner', 'admin']],
  ['system.view', ['owner', 'admin']],
]

describe('IDEN-003 the role table', () => {
  test.each(cases)('%s belongs to %j', (permission, holders) => {
    expect(roles.filter((role) => permissionsOfRole[role].has(permission))).toEqual(holders)
  })

  test('IDEN-006 a viewer holds no permission that writes', () => {
    expect([...permissionsOfRole.viewer].filter((key) => !key.endsWith('.view'))).toEqual([])
  })

  test('a customer holds nothing and has no back office', () => {
    expect(permissionsOfRole.customer.size).toBe(0)
    expect(isOfficeMember(['customer'])).toBe(false)
    expect(isOfficeMember(['customer', 'staff'])).toBe(true)
  })

  test('an owner holds every permission, an administrator all but making owners', () => {
    expect([...permissionsOfRole.owner]).toEqual([...permissions])
    expect(permissions.filter((key) => !permissionsOfRole.admin.has(key))).toEqual(['team.owners'])
  })

  test('every role has words', () => {
    for (const role of roles) expect(describeRole(role).meaning).toMatch(/\.$/)
  })
})

describe('IDEN-007 single permissions', () => {
  test('several roles add up', () => {
    const held = effectivePermissions(['staff', 'agent'], [])
    expect(held.has('message.send')).toBe(true)
    expect(held.has('booking.view')).toBe(true)
  })

  test('a grant adds, a revocation takes away whatever the role says', () => {
    const held = effectivePermissions(
      ['agent'],
      [
        { key: 'payment.refund', granted: true },
        { key: 'client.edit', granted: false },
      ],
    )
    expect(held.has('payment.refund')).toBe(true)
    expect(held.has('client.edit')).toBe(false)
  })

  test('unknown roles and unknown keys give nothing', () => {
    expect(effectivePermissions(['emperor'], [{ key: 'made.up', granted: true }]).size).toBe(0)
  })
})
