import type { ErrandContext } from '#platform/context.ts'
import { runCommand } from '#platform/run.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { replacePassword } from '../adapters/accounts.ts'
import { toAvatar } from '../adapters/pictures.ts'
import { changeProfile, type ProfileChange, renameMember } from '../commands/change-profile.ts'
import { endSessions } from '../commands/end-sessions.ts'
import type {
  Profile,
  changePassword as passwordContract,
  updateProfile as profileContract,
} from '../contract/account.ts'
import { listMemberships } from '../queries/directory.ts'
import { getProfile } from '../queries/get-profile.ts'
import { forgetSessions, noteEverywhere, ownToken, ownUserId } from './visitor.ts'

/** Changes name or picture, in the account and in every organisation. */
export async function updateProfile(
  ctx: ErrandContext,
  { name, avatar }: Input<typeof profileContract>,
): Promise<Profile> {
  if (name === undefined && avatar === undefined) return ctx.query(getProfile, undefined)
  const userId = ownUserId(ctx)
  const change: ProfileChange = { ...(name !== undefined && { name }) }
  if (avatar !== undefined) change.avatarId = avatar && newId()
  if (avatar && change.avatarId) {
    await ctx.storage.put(avatarKey(change.avatarId), await toAvatar(avatar), 'image/webp')
  }
  const before = await ctx.command(changeProfile, { userId, change })
  if (avatar !== undefined && before) await ctx.storage.remove(avatarKey(before))
  for (const { orgId, memberId } of await ctx.query(listMemberships, userId)) {
    await runCommand(ctx.services, renameMember, { memberId, change }, { orgId, actor: ctx.actor })
  }
  return ctx.query(getProfile, undefined)
}

/** A profile picture's bytes, for browsers to keep. */
export async function getAvatar(ctx: ErrandContext, input: { avatarId: string }): Promise<Uint8Array> {
  const file = await ctx.storage.get(avatarKey(input.avatarId))
  if (!file) throw new AppError('identity.file_not_found')
  ctx.reply.headers['cache-control'] = 'public, max-age=31536000, immutable'
  return file.bytes
}

function avatarKey(avatarId: string): string {
  return `people/avatars/${avatarId}.webp`
}

/** Changes the own password and, unless told otherwise, signs every other device out. */
export async function changePassword(
  ctx: ErrandContext,
  { endOtherSessions, ...passwords }: Input<typeof passwordContract>,
): Promise<{ done: true }> {
  const userId = ownUserId(ctx)
  await replacePassword(ctx.services, passwords, ctx.request)
  if (endOtherSessions) await ctx.command(endSessions, { userId, exceptToken: ownToken(ctx) })
  forgetSessions(ctx)
  await noteEverywhere(ctx, userId, 'password_changed')
  return { done: true }
}
