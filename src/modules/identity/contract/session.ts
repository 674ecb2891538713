import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'

/** The organisation as every screen of the office needs it. */
export const SessionOrg = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  /** IANA zone in which the organisation's days begin: `Europe/London`. */
  zone: z.string(),
  /** BCP 47: `en-GB`. */
  locale: z.string(),
  /** ISO 4217: `GBP`. */
  currency: z.string(),
  /** 1 is Monday, 7 is Sunday. */
  weekStartsOn: z.union([z.literal(1), z.literal(7)]),
  /** The organisation's own colour, `#0F5C4D`. */
  colour: z.string(),
  logoUrl: z.string().nullable(),
  isDemo: z.boolean(),
})
export type SessionOrg = z.infer<typeof SessionOrg>

/** Who is signed in, in which organisation, and what they may do there. */
export const Session = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    avatarUrl: z.string().nullable(),
    emailVerified: z.boolean(),
    twoFactor: z.boolean(),
  }),
  org: SessionOrg,
  memberId: Id,
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  /** Every organisation this person belongs to, for the switch. */
  orgs: z.array(z.object({ id: Id, slug: z.string(), name: z.string() })),
  /** Set while an administrator looks through another member's eyes; nothing can be changed then. */
  viewingAs: z.object({ memberId: Id, name: z.string() }).nullable(),
})
export type Session = z.infer<typeof Session>

/** An organisation as its customers see it. */
export const PublicOrg = z.object({
  slug: z.string(),
  name: z.string(),
  colour: z.string(),
  logoUrl: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  zone: z.string(),
  locale: z.string(),
  currency: z.string(),
  /** One line under the name. */
  tagline: z.string().nullable(),
})
export type PublicOrg = z.infer<typeof PublicOrg>

/** The visitor's session; `auth.required` (401) when nobody is signed in. */
export const getSession = endpoint({
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is signed in, their organisation and what they may do',
  input: z.object({}),
  output: Session,
  access: 'member',
})

/** What a booking page shows of an organisation; `http.not_found` for an unknown slug. */
export const getPublicOrg = endpoint({
  method: 'GET',
  path: '/api/v1/public/:orgSlug',
  summary: 'Name, colour and contact details of an organisation, for its customers',
  input: z.object({ orgSlug: z.string().min(1).max(80) }),
  output: PublicOrg,
  access: 'public',
})
