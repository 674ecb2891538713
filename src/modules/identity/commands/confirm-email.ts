import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { emailVerified } from '../events.ts'

/** Tells an organisation that a member's address is proven, so that records may be linked by it. */
export async function confirmEmail(
  ctx: CommandContext,
  input: { memberId: string; userId: string; email: string },
): Promise<void> {
  await sql`update auth."user" set "emailVerified" = true where id = ${input.userId} and not "emailVerified"`.execute(
    ctx.tx,
  )
  await publish(ctx, emailVerified(input))
}
