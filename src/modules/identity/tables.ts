// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface AccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: string | null
  refreshTokenExpiresAt: string | null
  scope: string | null
  password: string | null
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface SessionTable {
  id: string
  token: string
  userId: string
  expiresAt: string
  ipAddress: string | null
  userAgent: string | null
  createdAt: Generated<string>
  updatedAt: Generated<string>
  activeOrgId: string | null
  viewAsMemberId: string | null
}

export interface TwoFactorTable {
  id: string
  secret: string
  backupCodes: string
  userId: string
  verified: Generated<boolean | null>
  failedVerificationCount: Generated<number | null>
  lockedUntil: string | null
}

export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  twoFactorEnabled: Generated<boolean | null>
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: string
  createdAt: Generated<string>
  updatedAt: Generated<string>
}

export interface AuthTables {
  account: AccountTable
  session: SessionTable
  twoFactor: TwoFactorTable
  user: UserTable
  verification: VerificationTable
}

/** The transaction, narrowed to the tables of schema `auth`. */
export function authTables(tx: Tx): Kysely<AuthTables> {
  return tx.withSchema('auth')
}

export interface InvitationsTable {
  org_id: string
  id: string
  email: string
  roles: string[]
  scope: ColumnType<unknown, string | null, string | null>
  token_hash: string
  invited_by: string | null
  invited_by_name: string
  created_at: string
  expires_at: string
  accepted_at: string | null
  revoked_at: string | null
}

export interface MemberActivityTable {
  org_id: string
  id: string
  member_id: string
  kind:
    | 'signed_in'
    | 'signed_out'
    | 'joined'
    | 'switched_in'
    | 'password_changed'
    | 'totp_enabled'
    | 'totp_disabled'
    | 'sessions_ended'
  at: string
  ip: string | null
  user_agent: string | null
}

export interface MemberPermissionsTable {
  org_id: string
  id: string
  member_id: string
  permission_key: string
  granted: Generated<boolean>
  created_at: Generated<string>
}

export interface MembersTable {
  org_id: string
  id: string
  user_id: string
  name: string
  email: string
  roles: ('owner' | 'admin' | 'manager' | 'agent' | 'staff' | 'viewer' | 'customer')[]
  status: Generated<'active' | 'suspended' | 'removed'>
  scope: ColumnType<unknown, string | null, string | null>
  avatar_id: string | null
  last_seen_at: string | null
  created_at: Generated<string>
}

export interface OrganizationsTable {
  org_id: string
  logo_id: string | null
  colour: Generated<string>
  tagline: string | null
  phone: string | null
  email: string | null
  address: string | null
  locale: Generated<string>
  currency: Generated<string>
  week_starts_on: Generated<number>
  hours: ColumnType<unknown, string, string>
  policies: ColumnType<unknown, string, string>
  demo_sign_ins: ColumnType<unknown, string | undefined, string>
  updated_at: Generated<string>
}

export interface IdentityTables {
  invitations: InvitationsTable
  member_activity: MemberActivityTable
  member_permissions: MemberPermissionsTable
  members: MembersTable
  organizations: OrganizationsTable
}

/** The transaction, narrowed to the tables of schema `identity`. */
export function identityTables(tx: Tx): Kysely<IdentityTables> {
  return tx.withSchema('identity')
}
