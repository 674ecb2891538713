import type { CommandContext } from '#platform/context.ts'
import { AppError } from '#values/errors.ts'

/** The member who acts; refuses guests and the product itself: there is nobody to read, write or be away. */
export function actingMember(ctx: Pick<CommandContext, 'actor'>): string {
  if (ctx.actor.kind !== 'user') throw new AppError('auth.required')
  return ctx.actor.memberId
}
