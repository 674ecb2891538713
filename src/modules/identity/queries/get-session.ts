import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { PublicOrg, Session, SessionOrg } from '../contract/session.ts'
import { getOrganization } from './get-organization.ts'
import { avatarUrlOf } from './list-team.ts'

interface UserRow {
  id: string
  name: string
  email: string
  avatarId: string | null
  emailVerified: boolean
  twoFactor: boolean
  orgs: Session['orgs']
}

/** Who is signed in, where, and what they may do there. One statement beside the remembered organisation. */
export async function getSession(ctx: QueryContext): Promise<Session> {
  const { actor } = ctx
  if (actor.kind !== 'user') throw new AppError('auth.required')
  const visitor = actor.viewedBy ?? actor.userId
  const [{ rows }, org] = await Promise.all([
    sql<UserRow>`
      select u.id, u.name, u.email, u.image as "avatarId", u."emailVerified",
             coalesce(u."twoFactorEnabled", false) as "twoFactor",
             coalesce((select json_agg(json_build_object('id', o.id, 'slug', o.slug, 'name', o.name) order by o.name)
                       from core.user_orgs uo join core.orgs o on o.id = uo.org_id
                       where uo.user_id = u.id), '[]'::json) as orgs
      from auth."user" u where u.id = ${visitor}`.execute(ctx.tx),
    getSessionOrg(ctx),
  ])
  const row = rows[0]
  if (!row) throw new AppError('auth.required')
  const { avatarId, orgs, ...user } = row
  return {
    user: { ...user, avatarUrl: avatarUrlOf(avatarId) },
    org,
    memberId: actor.memberId,
    roles: actor.roles,
    permissions: [...actor.permissions],
    orgs,
    viewingAs: actor.viewedBy ? { memberId: actor.memberId, name: actor.name } : null,
  }
}

async function getSessionOrg(ctx: QueryContext): Promise<SessionOrg> {
  const { id, slug, name, zone, locale, currency, weekStartsOn, colour, logoUrl, isDemo } =
    await getOrganization(ctx)
  return { id, slug, name, zone, locale, currency, weekStartsOn, colour, logoUrl, isDemo }
}

/** What customers see of the organisation. */
export async function getPublicOrg(ctx: QueryContext): Promise<PublicOrg> {
  const { slug, name, colour, logoUrl, phone, email, zone, locale, currency, tagline } =
    await getOrganization(ctx)
  return { slug, name, colour, logoUrl, phone, email, zone, locale, currency, tagline }
}
