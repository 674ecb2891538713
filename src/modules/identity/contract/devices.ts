import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'
import { Done } from './fields.ts'

/** One signed-in device of the visitor. */
export const Device = z.object({
  id: z.string(),
  /** `Firefox on Windows`, as far as the browser tells. */
  label: z.string(),
  ip: z.string().nullable(),
  signedInAt: z.string(),
  expiresAt: z.string(),
  isCurrent: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** Every device on which the visitor is signed in, the current one first. */
export const listSessions = endpoint({
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: 'Where you are signed in',
  input: z.object({}),
  output: z.object({ items: z.array(Device) }),
  access: 'member',
})

/** Signs one of the own devices out. */
export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/sessions/:sessionId',
  summary: 'Sign a device out',
  input: z.object({ sessionId: z.string().min(1).max(64) }),
  output: Done,
  errors: ['identity.session_not_found'],
  access: 'member',
})

/** Signs every other own device out. */
export const revokeOtherSessions = endpoint({
  method: 'POST',
  path: '/api/v1/me/sessions/revoke-others',
  summary: 'Sign all other devices out',
  input: z.object({}),
  output: z.object({ ended: z.number().int() }),
  access: 'member',
})

/** Works in another organisation from now on, on this device. */
export const switchOrganization = endpoint({
  method: 'POST',
  path: '/api/v1/session/organization',
  summary: 'Switch to another of your organisations',
  input: z.object({ orgId: Id }),
  output: Done,
  errors: ['identity.org_not_found'],
  access: 'member',
})

/** Looks through a member's eyes on this device; every write is refused until it stops. */
export const startViewAs = endpoint({
  method: 'POST',
  path: '/api/v1/members/:memberId/view-as',
  summary: 'See Frontdesk as a member sees it',
  input: z.object({ memberId: Id }),
  output: Done,
  errors: ['identity.member_not_found', 'identity.not_yourself', 'identity.owner_only'],
  access: 'team.view_as',
})

/** Returns to the own eyes. */
export const stopViewAs = endpoint({
  method: 'POST',
  path: '/api/v1/view-as/stop',
  summary: 'Stop seeing Frontdesk as somebody else',
  input: z.object({}),
  output: Done,
  access: 'member',
})
