import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Id } from '#values/ids.ts'
import { Done, Email, MemberScope, NewPassword, PersonName, RoleName, Roles } from './fields.ts'

/** An invitation as the team page lists it. */
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  roles: z.array(RoleName),
  scope: MemberScope.nullable(),
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  status: z.enum(['open', 'expired']),
})
export type Invitation = z.infer<typeof Invitation>

/** Invites a person by mail with preset roles (IDEN-023). An open invitation to the same address is replaced. */
export const createInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/invitations',
  summary: 'Invite somebody to the team',
  input: z.object({ email: Email, roles: Roles, scope: MemberScope.nullable().default(null) }),
  output: Invitation,
  errors: ['identity.already_member', 'identity.owner_only'],
  access: 'team.manage',
  status: 201,
})

/** Invitations nobody has accepted or withdrawn, newest first. */
export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations that wait for an answer',
  input: z.object({}),
  output: z.object({ items: z.array(Invitation) }),
  access: 'team.view',
})

/** Withdraws an invitation; its link stops working at once. */
export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/api/v1/invitations/:invitationId',
  summary: 'Withdraw an invitation',
  input: z.object({ invitationId: Id }),
  output: Done,
  errors: ['identity.invitation_not_found'],
  access: 'team.manage',
})

/** Sends an invitation again with a new link and a new term; the old link stops working. */
export const resendInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/invitations/:invitationId/resend',
  summary: 'Send an invitation again',
  input: z.object({ invitationId: Id }),
  output: Invitation,
  errors: ['identity.invitation_not_found'],
  access: 'team.manage',
})

/** What the invited person sees. */
export const InvitationView = z.object({
  orgName: z.string(),
  email: z.string(),
  roles: z.array(RoleName),
  invitedBy: z.string(),
  expiresAt: z.string(),
  isExpired: z.boolean(),
  /** The address has an account: sign in with it. Otherwise name and password make one. */
  hasAccount: z.boolean(),
  /** The visitor is signed in with the invited address and only has to accept. */
  isSignedIn: z.boolean(),
})
export type InvitationView = z.infer<typeof InvitationView>

/** The invitation behind a link. */
export const getInvitation = endpoint({
  method: 'GET',
  path: '/api/v1/public/invitations/:token',
  summary: 'The invitation behind a link',
  input: z.object({ token: z.string().max(100) }),
  output: InvitationView,
  errors: ['identity.invitation_not_found'],
  access: 'public',
  perMinute: 30,
})

/** Joins the organisation, once. Without an account, `name` and `password` make one and sign it in. */
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/public/invitations/:token/accept',
  summary: 'Accept an invitation',
  input: z.object({
    token: z.string().max(100),
    name: PersonName.optional(),
    password: NewPassword.optional(),
  }),
  output: Done,
  errors: [
    'identity.invitation_not_found',
    'identity.invitation_expired',
    'identity.invitation_other_account',
    'auth.required',
  ],
  access: 'public',
  perMinute: 20,
})
