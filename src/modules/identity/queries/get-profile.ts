import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'
import type { Profile } from '../contract/account.ts'
import { avatarUrlOf } from './list-team.ts'

/** The visitor's own account, also while looking through somebody else's eyes. */
export async function getProfile(ctx: QueryContext): Promise<Profile> {
  if (ctx.actor.kind !== 'user') throw new AppError('auth.required')
  const { rows } = await sql<Omit<Profile, 'avatarUrl'> & { avatarId: string | null }>`
    select id as "userId", name, email, "emailVerified", image as "avatarId",
           coalesce("twoFactorEnabled", false) as "twoFactor"
    from auth."user" where id = ${ctx.actor.viewedBy ?? ctx.actor.userId}`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('auth.required')
  const { avatarId, ...profile } = rows[0]
  return { ...profile, avatarUrl: avatarUrlOf(avatarId) }
}
