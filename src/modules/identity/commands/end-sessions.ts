import type { CommandContext } from '#platform/context.ts'
import { authTables } from '../tables.ts'

/** Ends sessions of a person: one by id, or all but the one with this token. Returns how many ended. */
export async function endSessions(
  ctx: CommandContext,
  input: { userId: string; sessionId: string } | { userId: string; exceptToken: string },
): Promise<number> {
  const own = authTables(ctx.tx).deleteFrom('session').where('userId', '=', input.userId)
  const result = await ('sessionId' in input
    ? own.where('id', '=', input.sessionId)
    : own.where('token', '<>', input.exceptToken)
  ).executeTakeFirst()
  return Number(result.numDeletedRows)
}
