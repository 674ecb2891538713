import { createOTP } from '@better-auth/utils/otp'
import { describe, expect, test } from 'vitest'
import { createDispatch } from '#platform/http/dispatch.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { Endpoint, InputOf, Output } from '#values/endpoint.ts'
import * as contract from './contract.ts'
import { createMember } from './errands/create-organization.ts'
import { authMailRequested, emailVerified } from './events.ts'
import { endpoints } from './http.ts'
import { createSessionResolver } from './queries/resolve-session.ts'

const world = await testWorld()
const { services } = world
const resolve = createSessionResolver(services)
const dispatch = createDispatch(services, endpoints, resolve)
const PASSWORD = 'correct horse battery'

/** A visitor with a cookie jar, as far from the code as HTTP allows without a socket. */
function browser() {
  const jar = new Map<string, string>()
  const headers = () => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Headers({ cookie, 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/133.0' })
  }
  return {
    jar,
    headers,
    async call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Output<E>> {
      const caller = { headers: headers(), ip: '203.0.113.7', log: services.log }
      const { output, reply } = await dispatch(endpoint, input, caller)
      for (const cookie of reply.cookies) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
        if (/max-age=0/i.test(cookie)) jar.delete(name!)
        else jar.set(name!, value!)
      }
      return output as Output<E>
    },
  }
}

async function person(orgId: string, roles: Parameters<typeof createMember>[2]['roles'] = ['agent']) {
  const email = `p${Math.random().toString(36).slice(2)}@frontdesk.test`
  const ids = await createMember(services, orgId, { email, password: PASSWORD, name: 'Petra Person', roles })
  return { ...ids, email, password: PASSWORD }
}

async function signedIn(orgId: string, roles?: Parameters<typeof createMember>[2]['roles']) {
  const who = await person(orgId, roles)
  const visitor = browser()
  await visitor.call(contract.signIn, { email: who.email, password: PASSWORD })
  return { ...visitor, ...who }
}

/** The secret of the newest mailed link of a kind. */
async function mailedToken(orgId: string, kind: string): Promise<string> {
  const mails = await world.events(orgId, authMailRequested)
  const url = mails.filter((mail) => mail.kind === kind).at(-1)?.url as string
  return new URL(url).searchParams.get('token')!
}

describe('signing in', () => {
  test('IDEN-011 e-mail and password give a session that names person, organisation and permissions', async () => {
    const orgId = await world.newOrg({ name: 'Brightside' })
    const visitor = await signedIn(orgId, ['manager'])
    const session = await visitor.call(contract.getSession, {})
    expect(session).toMatchObject({ org: { id: orgId, name: 'Brightside' }, roles: ['manager'] })
    expect(session.user.email).toBe(visitor.email)
    expect(session.permissions).toContain('booking.edit')
  })

  test('IDEN-018 the cookie is out of reach of scripts and signed', async () => {
    const orgId = await world.newOrg()
    const { email } = await person(orgId)
    const caller = { headers: new Headers(), ip: '203.0.113.7', log: services.log }
    const { reply } = await dispatch(contract.signIn, { email, password: PASSWORD }, caller)
    const cookie = reply.cookies.find((one) => one.startsWith('frontdesk.session_token='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const forged = new Headers({ cookie: `frontdesk.session_token=${'a'.repeat(32)}.c2lnbmF0dXJl` })
    expect(await resolve(forged)).toBeNull()
  })

  test('IDEN-011 an unknown address and a wrong password are refused alike', async () => {
    const { email } = await person(await world.newOrg())
    const refusals = []
    for (const input of [
      { email, password: 'not the password' },
      { email: 'nobody@frontdesk.test', password: PASSWORD },
    ]) {
      refusals.push(
        await browser()
          .call(contract.signIn, input)
          .catch(({ code, details }) => ({ code, details })),
      )
    }
    expect(refusals).toEqual([
      { code: 'identity.wrong_credentials', details: {} },
      { code: 'identity.wrong_credentials', details: {} },
    ])
  })

  test('IDEN-019 signing out ends the session on the server too', async () => {
    const visitor = await signedIn(await world.newOrg())
    const before = visitor.headers()
    await visitor.call(contract.signOut, {})
    expect(visitor.jar.has('frontdesk.session_token')).toBe(false)
    expect(await resolve(before)).toBeNull()
  })

  test('a suspended member loses access at once, and gets it back', async () => {
    const orgId = await world.newOrg()
    const [admin, visitor] = [await signedIn(orgId, ['admin']), await signedIn(orgId)]
    expect(await resolve(visitor.headers())).not.toBeNull()
    const { memberId } = visitor
    await admin.call(contract.suspendMember, { memberId })
    expect(await resolve(visitor.headers())).toBeNull()
    const again = { email: visitor.email, password: PASSWORD }
    await expect(browser().call(contract.signIn, again)).rejects.toMatchObject({
      code: 'identity.no_membership',
    })
    await admin.call(contract.restoreMember, { memberId })
    expect(await resolve(visitor.headers())).not.toBeNull()
  })

  test('a revoked permission is gone with the next request', async () => {
    const orgId = await world.newOrg()
    const [admin, visitor] = [await signedIn(orgId, ['admin']), await signedIn(orgId, ['admin'])]
    await visitor.call(contract.listAudit, {})
    const grants = [{ key: 'audit.view' as const, granted: false }]
    await admin.call(contract.updateMember, { memberId: visitor.memberId, grants })
    await expect(visitor.call(contract.listAudit, {})).rejects.toMatchObject({ code: 'auth.forbidden' })
  })

  test('the resolver asks two statements at most, and none while it remembers', async () => {
    const visitor = await signedIn(await world.newOrg())
    await resolve(visitor.headers())
    services.cache.changed((await resolve(visitor.headers()))!.orgId, ['members'])
    expect(await world.countQueries(() => resolve(visitor.headers()))).toBeLessThanOrEqual(2)
    expect(await world.countQueries(() => resolve(visitor.headers()))).toBe(0)
  })
})

describe('registering and recovering', () => {
  test('IDEN-012, IDEN-014 a customer registers, confirms the address by mail, and signs in', async () => {
    const orgId = await world.newOrg({ slug: 'register-here' })
    const email = 'cora@frontdesk.test'
    const visitor = browser()
    const input = { name: 'Cora Customer', email, password: PASSWORD, orgSlug: 'register-here' }
    expect(await visitor.call(contract.register, input)).toEqual({ done: true })
    await visitor.call(contract.verifyEmail, { token: await mailedToken(orgId, 'verify') })
    expect(await world.events(orgId, emailVerified)).toMatchObject([{ email }])
    const result = await visitor.call(contract.signIn, { email, password: PASSWORD })
    expect(result).toEqual({ status: 'signed_in', office: false, orgSlug: 'register-here' })
    expect((await visitor.call(contract.getSession, {})).permissions).toEqual([])
  })

  test('IDEN-012 an address in use gets the same answer, a mail, and keeps its password', async () => {
    const orgId = await world.newOrg({ slug: 'register-twice' })
    const { email } = await person(orgId)
    const input = { name: 'Eve', email, password: 'another password', orgSlug: 'register-twice' }
    expect(await browser().call(contract.register, input)).toEqual({ done: true })
    expect((await world.events(orgId, authMailRequested)).map(({ kind }) => kind)).toEqual(['exists'])
    await expect(
      browser().call(contract.signIn, { email, password: 'another password' }),
    ).rejects.toMatchObject({ code: 'identity.wrong_credentials' })
  })

  test('IDEN-013 a reset link works once and ends every session', async () => {
    const orgId = await world.newOrg()
    const visitor = await signedIn(orgId)
    await browser().call(contract.requestPasswordReset, { email: visitor.email })
    const token = await mailedToken(orgId, 'reset')
    await browser().call(contract.resetPassword, { token, newPassword: 'a brand new password' })
    expect(await resolve(visitor.headers())).toBeNull()
    const again = browser().call(contract.resetPassword, { token, newPassword: 'yet another password' })
    await expect(again).rejects.toMatchObject({ code: 'identity.link_invalid' })
    const result = await browser().call(contract.signIn, {
      email: visitor.email,
      password: 'a brand new password',
    })
    expect(result.status).toBe('signed_in')
  })

  test('IDEN-013 a reset link expires after an hour', async () => {
    const orgId = await world.newOrg()
    const { email } = await person(orgId)
    await browser().call(contract.requestPasswordReset, { email })
    const token = await mailedToken(orgId, 'reset')
    await world.sql(
      `update auth.verification set "expiresAt" = now() - interval '1 second' where identifier = $1`,
      [`reset-password:${token}`],
    )
    const late = browser().call(contract.resetPassword, { token, newPassword: 'a brand new password' })
    await expect(late).rejects.toMatchObject({ code: 'identity.link_invalid' })
  })

  test('asking for a link never reveals whether an address has an account', async () => {
    const email = 'nobody-at-all@frontdesk.test'
    expect(await browser().call(contract.requestPasswordReset, { email })).toEqual({ done: true })
    expect(await browser().call(contract.resendVerification, { email })).toEqual({ done: true })
  })
})

describe('the own account', () => {
  test('two-step sign-in: set up, asked for, refused when wrong, backup code works once', async () => {
    const visitor = await signedIn(await world.newOrg())
    const { secret, backupCodes, uri } = await visitor.call(contract.startTotp, { password: PASSWORD })
    expect(uri).toMatch(/^otpauth:\/\/totp\/Frontdesk/)
    const code = () => createOTP(Buffer.from(base32(secret)).toString()).totp()
    await visitor.call(contract.confirmTotp, { code: await code() })
    expect((await visitor.call(contract.getSession, {})).user.twoFactor).toBe(true)

    const next = browser()
    const first = { email: visitor.email, password: PASSWORD }
    expect(await next.call(contract.signIn, first)).toEqual({ status: 'code_required' })
    expect(await resolve(next.headers())).toBeNull()
    const wrong = next.call(contract.confirmSignIn, { code: '000000' })
    await expect(wrong).rejects.toMatchObject({ code: 'identity.wrong_code' })
    expect(await next.call(contract.confirmSignIn, { code: await code() })).toMatchObject({
      status: 'signed_in',
    })

    for (const outcome of ['signed_in', 'identity.wrong_code']) {
      const lost = browser()
      await lost.call(contract.signIn, first)
      const result = await lost.call(contract.confirmSignIn, { code: backupCodes[0]! }).then(
        ({ status }) => status,
        (error) => error.code,
      )
      expect(result).toBe(outcome)
    }
    await visitor.call(contract.disableTotp, { password: PASSWORD })
    expect(await browser().call(contract.signIn, first)).toMatchObject({ status: 'signed_in' })
  })

  test('devices are listed, and the others can be signed out', async () => {
    const visitor = await signedIn(await world.newOrg())
    const other = browser()
    await other.call(contract.signIn, { email: visitor.email, password: PASSWORD })
    const { items } = await visitor.call(contract.listSessions, {})
    expect(items).toMatchObject([
      { isCurrent: true, label: 'Firefox on Linux', ip: '203.0.113.7' },
      { isCurrent: false },
    ])
    expect(await visitor.call(contract.revokeOtherSessions, {})).toEqual({ ended: 1 })
    expect(await resolve(other.headers())).toBeNull()
    expect(await resolve(visitor.headers())).not.toBeNull()
  })

  test('changing the password needs the old one and ends the other devices', async () => {
    const visitor = await signedIn(await world.newOrg())
    const other = browser()
    await other.call(contract.signIn, { email: visitor.email, password: PASSWORD })
    const change = { currentPassword: 'wrong password', newPassword: 'a brand new password' }
    const refused = visitor.call(contract.changePassword, change)
    await expect(refused).rejects.toMatchObject({ code: 'identity.wrong_password' })
    await visitor.call(contract.changePassword, { ...change, currentPassword: PASSWORD })
    expect(await resolve(other.headers())).toBeNull()
    expect(await resolve(visitor.headers())).not.toBeNull()
  })

  test('a person of two organisations switches between them and sees only one at a time', async () => {
    const [first, second] = [await world.newOrg({ name: 'First' }), await world.newOrg({ name: 'Second' })]
    const visitor = await signedIn(first)
    const { email } = visitor
    await createMember(services, second, { email, password: PASSWORD, name: 'Petra', roles: ['viewer'] })
    await visitor.call(contract.switchOrganization, { orgId: second })
    const session = await visitor.call(contract.getSession, {})
    expect(session).toMatchObject({ org: { name: 'Second' }, roles: ['viewer'] })
    expect(session.orgs.map(({ name }) => name)).toEqual(['First', 'Second'])
    const stranger = visitor.call(contract.switchOrganization, { orgId: await world.newOrg() })
    await expect(stranger).rejects.toMatchObject({ code: 'identity.org_not_found' })
  })

  test('an administrator looks through a viewer’s eyes, cannot change anything, and returns', async () => {
    const orgId = await world.newOrg()
    const [admin, { memberId }] = [await signedIn(orgId, ['admin']), await person(orgId, ['viewer'])]
    await admin.call(contract.startViewAs, { memberId })
    const seen = await admin.call(contract.getSession, {})
    expect(seen).toMatchObject({ roles: ['viewer'], viewingAs: { memberId }, user: { email: admin.email } })
    const write = admin.call(contract.updateProfile, { name: 'Mallory' })
    await expect(write).rejects.toMatchObject({ code: 'auth.viewing_only' })
    await admin.call(contract.stopViewAs, {})
    expect(await admin.call(contract.getSession, {})).toMatchObject({ roles: ['admin'], viewingAs: null })
  })

  test('IDEN-025 name and picture change in every organisation', async () => {
    const orgId = await world.newOrg()
    const visitor = await signedIn(orgId, ['admin'])
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const avatar = { mediaType: 'image/png' as const, base64: pixel }
    const profile = await visitor.call(contract.updateProfile, { name: 'Petra Novak', avatar })
    const avatarId = profile.avatarUrl!.split('/').at(-1)!
    expect((await browser().call(contract.getAvatar, { avatarId })).length).toBeGreaterThan(20)
    const member = await visitor.call(contract.getMember, { memberId: visitor.memberId })
    expect(member).toMatchObject({ name: 'Petra Novak', avatarUrl: profile.avatarUrl })
    const broken = { mediaType: 'image/png' as const, base64: 'bm90IGEgcGljdHVyZQ==' }
    const refused = visitor.call(contract.updateProfile, { avatar: broken })
    await expect(refused).rejects.toMatchObject({ code: 'identity.image_unreadable' })
  })
})

/** RFC 4648 §6, as authenticator apps read the secret. */
function base32(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2))
}
