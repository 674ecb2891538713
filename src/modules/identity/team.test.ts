import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { createDispatch } from '#platform/http/dispatch.ts'
import { observeQueries } from '#platform/query-log.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import type { Role } from './contract/permissions.ts'
import * as contract from './contract.ts'
import { effectivePermissions } from './domain/permissions.ts'
import { createMember } from './errands/create-organization.ts'
import { memberInvited, memberJoined } from './events.ts'
import { endpoints } from './http.ts'
import { createSessionResolver } from './queries/resolve-session.ts'

const world = await testWorld()
const { services } = world
const PASSWORD = 'correct horse battery'

async function member(orgId: string, ...roles: Role[]): Promise<Who & { memberId: string; email: string }> {
  const email = `m${newId().slice(-8)}@frontdesk.test`
  const name = `Member ${email}`
  const ids = await createMember(services, orgId, { email, password: PASSWORD, name, roles })
  const permissions = effectivePermissions(roles, [])
  return { orgId, email, ...ids, actor: { kind: 'user', ...ids, name, roles, permissions, scope: null } }
}

function call(who: Who | null) {
  const session = who && { orgId: who.orgId, actor: who.actor }
  const dispatch = createDispatch(services, endpoints, async () => session)
  return async <I, O>(
    endpoint: { readonly input: { _zod: { input: I } }; readonly output: { _zod: { output: O } } },
    input: I,
  ) => {
    const caller = { headers: new Headers(), ip: '203.0.113.9', log: services.log }
    return (await dispatch(endpoint as never, input, caller)).output as O
  }
}

let statements = 0
observeQueries(() => statements++)

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = statements
  await work()
  return statements - before
}

async function invitedToken(orgId: string): Promise<string> {
  const [url] = (await world.events(orgId, memberInvited)).map((event) => event.url as string).slice(-1)
  return url!.split('/').at(-1)!
}

describe('members', () => {
  test('IDEN-001 a member of another organisation is not found, rather than forbidden', async () => {
    const admin = await member(await world.newOrg(), 'admin')
    const stranger = await member(await world.newOrg(), 'agent')
    const { memberId } = stranger
    for (const attempt of [
      () => call(admin)(contract.getMember, { memberId }),
      () => call(admin)(contract.suspendMember, { memberId }),
      () => call(admin)(contract.updateMember, { memberId, roles: ['viewer'] }),
      () => call(admin)(contract.listMemberActivity, { memberId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'identity.member_not_found' })
    }
  })

  test('IDEN-006 a viewer reads the team and changes nothing', async () => {
    const orgId = await world.newOrg()
    const [viewer, agent] = [await member(orgId, 'viewer'), await member(orgId, 'agent')]
    expect((await call(viewer)(contract.listMembers, {})).total).toBe(2)
    const { memberId } = agent
    for (const attempt of [
      () => call(viewer)(contract.suspendMember, { memberId }),
      () => call(viewer)(contract.createInvitation, { email: 'x@frontdesk.test', roles: ['agent'] }),
      () => call(viewer)(contract.updateOrganization, { name: 'Mine' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'auth.forbidden' })
    }
  })

  test('the last owner cannot be removed, also not by two owners removing each other at once', async () => {
    const orgId = await world.newOrg()
    const [one, two] = [await member(orgId, 'owner'), await member(orgId, 'owner')]
    const results = await Promise.allSettled([
      call(one)(contract.removeMember, { memberId: two.memberId }),
      call(two)(contract.removeMember, { memberId: one.memberId }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'identity.last_owner' })
  })

  test('IDEN-024 roles, scope and single permissions are changed, noted and replaced as a whole', async () => {
    const orgId = await world.newOrg()
    const [admin, { memberId }] = [await member(orgId, 'admin'), await member(orgId, 'agent')]
    const scope = { staffIds: [newId()], areaIds: [] }
    const changed = await call(admin)(contract.updateMember, {
      memberId,
      roles: ['manager'],
      scope,
      grants: [{ key: 'payment.refund', granted: false }],
    })
    expect(changed).toMatchObject({ roles: ['manager'], scope })
    expect(changed.permissions).not.toContain('payment.refund')
    const cleared = await call(admin)(contract.updateMember, { memberId, grants: [] })
    expect(cleared.permissions).toContain('payment.refund')
    const { items } = await call(admin)(contract.listAudit, { recordId: memberId, q: 'may do' })
    expect(items.at(-1)?.changes).toMatchObject({ roles: [['agent'], ['manager']] })
  })

  test('the team is searched and paged without customers, in one statement', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    for (const role of ['agent', 'staff', 'customer'] as const) await member(orgId, role)
    const first = await call(admin)(contract.listMembers, { limit: 2 })
    expect([first.total, first.items.length]).toEqual([3, 2])
    const second = await call(admin)(contract.listMembers, { limit: 2, cursor: first.nextCursor })
    expect(second.items.length).toBe(1)
    expect(second.nextCursor).toBeUndefined()
    expect((await call(admin)(contract.listMembers, { role: 'customer' })).total).toBe(1)
    expect((await call(admin)(contract.listMembers, { q: admin.email })).items).toHaveLength(1)
    expect(await statementsOf(() => call(admin)(contract.listMembers, {}))).toBe(1)
  })

  test('a removed member who is invited again returns with only the new roles', async () => {
    const orgId = await world.newOrg()
    const [owner, agent] = [await member(orgId, 'owner'), await member(orgId, 'agent')]
    await call(owner)(contract.removeMember, { memberId: agent.memberId })
    expect((await call(owner)(contract.listMembers, {})).total).toBe(1)
    const { email } = agent
    const again = { email, password: PASSWORD, name: 'Back', roles: ['viewer'] as const }
    const { memberId } = await createMember(services, orgId, again)
    expect(memberId).toBe(agent.memberId)
    const back = await call(owner)(contract.getMember, { memberId })
    expect(back).toMatchObject({ roles: ['viewer'], status: 'active' })
  })
})

describe('invitations', () => {
  test('IDEN-023 an invitation makes an account and a member with the preset roles, once', async () => {
    const orgId = await world.newOrg({ name: 'Brightside' })
    const admin = await member(orgId, 'admin')
    const email = 'new.colleague@frontdesk.test'
    await call(admin)(contract.createInvitation, { email, roles: ['agent', 'staff'] })
    const token = await invitedToken(orgId)
    const view = await call(null)(contract.getInvitation, { token })
    expect(view).toMatchObject({ orgName: 'Brightside', email, hasAccount: false, isExpired: false })
    const answer = { token, name: 'Nia New', password: PASSWORD }
    await call(null)(contract.acceptInvitation, answer)
    const joined = await world.events(orgId, memberJoined)
    expect(joined.at(-1)).toMatchObject({ name: 'Nia New', email, roles: ['agent', 'staff'] })
    const again = call(null)(contract.acceptInvitation, answer)
    await expect(again).rejects.toMatchObject({ code: 'identity.invitation_not_found' })
    const twice = call(admin)(contract.createInvitation, { email, roles: ['agent'] })
    await expect(twice).rejects.toMatchObject({ code: 'identity.already_member' })
  })

  test('an invitation expires after a week; sent again, only the new link works', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    const email = 'slow@frontdesk.test'
    const { id } = await call(admin)(contract.createInvitation, { email, roles: ['viewer'] })
    const old = await invitedToken(orgId)
    world.setNow(Temporal.Now.instant().add({ hours: 169 }).toString())
    try {
      const answer = { name: 'Slow', password: PASSWORD }
      const late = call(null)(contract.acceptInvitation, { token: old, ...answer })
      await expect(late).rejects.toMatchObject({ code: 'identity.invitation_expired' })
      await call(admin)(contract.resendInvitation, { invitationId: id })
      const withdrawn = call(null)(contract.acceptInvitation, { token: old, ...answer })
      await expect(withdrawn).rejects.toMatchObject({ code: 'identity.invitation_not_found' })
      expect((await call(admin)(contract.listInvitations, {})).items).toHaveLength(1)
      const token = await invitedToken(orgId)
      await call(null)(contract.acceptInvitation, { token, ...answer })
    } finally {
      world.setNow(null)
    }
  })

  test('a withdrawn invitation is dead, and nobody invites beyond their own rights', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    const email = 'gone@frontdesk.test'
    const { id } = await call(admin)(contract.createInvitation, { email, roles: ['viewer'] })
    await call(admin)(contract.revokeInvitation, { invitationId: id })
    const view = call(null)(contract.getInvitation, { token: await invitedToken(orgId) })
    await expect(view).rejects.toMatchObject({ code: 'identity.invitation_not_found' })
    const owner = call(admin)(contract.createInvitation, { email, roles: ['owner'] })
    await expect(owner).rejects.toMatchObject({ code: 'identity.owner_only' })
  })

  test('whoever has an account must sign in with it first', async () => {
    const [orgId, elsewhere] = [await world.newOrg(), await world.newOrg()]
    const [admin, guest] = [await member(orgId, 'admin'), await member(elsewhere, 'agent')]
    await call(admin)(contract.createInvitation, { email: guest.email, roles: ['viewer'] })
    const token = await invitedToken(orgId)
    expect(await call(null)(contract.getInvitation, { token })).toMatchObject({ hasAccount: true })
    const attempt = call(null)(contract.acceptInvitation, { token, name: 'X', password: 'a stolen password' })
    await expect(attempt).rejects.toMatchObject({ code: 'auth.required' })
  })
})

describe('organisation and audit log', () => {
  test('IDEN-028 to IDEN-032 settings change in part, are noted, and are seen at once', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    await call(admin)(contract.getOrganizationSettings, {})
    await call(admin)(contract.updateOrganization, {
      name: 'Brightside & Co',
      zone: 'Europe/Paris',
      currency: 'EUR',
      colour: '#ffcc00',
      tagline: 'We clean',
      policies: { cancelNoticeHours: 48 },
    })
    const settings = await call(admin)(contract.getOrganizationSettings, {})
    expect(settings).toMatchObject({ name: 'Brightside & Co', zone: 'Europe/Paris', colour: '#FFCC00' })
    expect(settings.policies).toMatchObject({ cancelNoticeHours: 48, horizonDays: 60 })
    expect(settings.inkColour).not.toBe('#FFCC00')
    await call(admin)(contract.updateOrganization, { tagline: '' })
    expect((await call(admin)(contract.getOrganizationSettings, {})).tagline).toBeNull()
    const { items } = await call(admin)(contract.listAudit, { recordType: 'organization', q: 'currency' })
    expect(items[0]?.changes).toMatchObject({
      currency: ['GBP', 'EUR'],
      zone: ['Europe/London', 'Europe/Paris'],
    })
  })

  test('a taken web address and an unknown zone are refused with the field', async () => {
    const orgId = await world.newOrg()
    await world.newOrg({ slug: 'already-there' })
    const admin = await member(orgId, 'admin')
    const taken = call(admin)(contract.updateOrganization, { slug: 'already-there' })
    await expect(taken).rejects.toMatchObject({ code: 'identity.slug_taken' })
    const zone = call(admin)(contract.updateOrganization, { zone: 'Mars/Olympus' })
    await expect(zone).rejects.toMatchObject({ details: { faults: [{ path: ['zone'] }] } })
  })

  test('IDEN-026 the log is paged without gaps, searched, and kept within the organisation', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    for (const name of ['A', 'B', 'C']) await call(admin)(contract.updateOrganization, { name })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(admin)(contract.listAudit, { limit: 2, cursor })
      seen.push(...page.items.map(({ id }) => id))
      expect(page.total).toBe(5)
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(5)
    const today = Temporal.Now.plainDateISO('Europe/London').toString()
    expect((await call(admin)(contract.listAudit, { from: today, to: today })).total).toBe(5)
    expect((await call(admin)(contract.listAudit, { to: '2020-01-01' })).total).toBe(0)
    expect((await call(admin)(contract.listAudit, { memberId: admin.memberId })).total).toBe(3)
  })

  test('IDEN-027 sign-ins and changes of a member stand in one list', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    await call(null)(contract.signIn, { email: admin.email, password: PASSWORD })
    await call(admin)(contract.updateOrganization, { name: 'Renamed' })
    const { memberId } = admin
    const { items } = await call(admin)(contract.listMemberActivity, { memberId })
    expect(items.map(({ action }) => action)).toEqual(['organization.update', 'signed_in'])
    expect((await call(admin)(contract.getMember, { memberId })).lastSeenAt).not.toBeNull()
  })

  test('the public page of an organisation names it and nothing private', async () => {
    await world.newOrg({ slug: 'open-house', name: 'Open House' })
    const org = await call(null)(contract.getPublicOrg, { orgSlug: 'open-house' })
    expect(org).toMatchObject({ name: 'Open House', zone: 'Europe/London' })
    const unknown = call(null)(contract.getPublicOrg, { orgSlug: 'no-such-house' })
    await expect(unknown).rejects.toMatchObject({ code: 'http.not_found' })
  })

  test('every query of the module runs no statement in a loop', async () => {
    const orgId = await world.newOrg()
    const admin = await member(orgId, 'admin')
    const { memberId } = admin
    const resolve = createSessionResolver(services)
    expect(await resolve(new Headers())).toBeNull()
    const cases: [number, () => Promise<unknown>][] = [
      [1, () => call(admin)(contract.getMember, { memberId })],
      [1, () => call(admin)(contract.listInvitations, {})],
      [2, () => call(admin)(contract.listMemberActivity, { memberId })],
      [3, () => call(admin)(contract.listAudit, {})],
      [0, () => call(admin)(contract.getRoles, {})],
      [2, () => call(admin)(contract.getSession, {})],
    ]
    for (const [most, work] of cases) expect(await statementsOf(work)).toBeLessThanOrEqual(most)
  })
})
