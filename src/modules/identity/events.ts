import { z } from 'zod'
import { defineEvent } from '#values/event.ts'
import { Id } from '#values/ids.ts'

/**
 * A mail about an account is wanted: `verify` (confirm the address), `reset` (set a new password), `exists`
 * (somebody tried to register with your address). `url` is a secret of the receiver: never pass this event on.
 */
export const authMailRequested = defineEvent({
  name: 'identity.auth_mail_requested',
  summary: 'A mail about an account is wanted',
  isInternal: true,
  payload: z.object({
    kind: z.enum(['verify', 'reset', 'exists']),
    to: z.string(),
    name: z.string(),
    url: z.string(),
  }),
})

/** Somebody was invited. `url` is a secret of the receiver: never pass this event on. */
export const memberInvited = defineEvent({
  name: 'identity.member_invited',
  summary: 'Somebody was invited to the team',
  isInternal: true,
  topics: ['members'],
  payload: z.object({
    invitationId: Id,
    email: z.string(),
    orgName: z.string(),
    invitedBy: z.string(),
    roles: z.array(z.string()),
    url: z.string(),
    expiresAt: z.string(),
  }),
})

/** A person belongs to the organisation from now on: as member of the team or as customer. */
export const memberJoined = defineEvent({
  name: 'identity.member_joined',
  summary: 'A person joined the organisation',
  topics: ['members'],
  payload: z.object({
    memberId: Id,
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.string()),
  }),
})

/** Roles, limits, permissions, status, name or picture of a member changed. */
export const memberChanged = defineEvent({
  name: 'identity.member_changed',
  summary: 'A member’s roles, permissions, status or name changed',
  topics: ['members'],
  payload: z.object({
    memberId: Id,
    name: z.string(),
    roles: z.array(z.string()),
    status: z.enum(['active', 'suspended', 'removed']),
  }),
})

/** The owner of an account proved that the address is theirs; only now may records be linked by it. */
export const emailVerified = defineEvent({
  name: 'identity.email_verified',
  summary: 'A member confirmed the e-mail address',
  topics: ['members'],
  payload: z.object({ memberId: Id, userId: z.string(), email: z.string() }),
})

/** Profile, branding, hours, zone, currency or policies changed. `fields` names which. */
export const organizationChanged = defineEvent({
  name: 'identity.organization_changed',
  summary: 'The organisation’s settings changed',
  topics: ['organization'],
  payload: z.object({ fields: z.array(z.string()), zone: z.string(), currency: z.string() }),
})

/** An organisation exists from now on, with an owner. Listeners put their starting data in. */
export const organizationCreated = defineEvent({
  name: 'identity.organization_created',
  summary: 'An organisation was created',
  payload: z.object({ name: z.string(), zone: z.string(), currency: z.string(), isDemo: z.boolean() }),
})
