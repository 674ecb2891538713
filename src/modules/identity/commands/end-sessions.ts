import type { CommandContext } from '#platform/context.ts'
import { authTables } from '../tables.ts'

/** Ends sessions of a person: one by id or token, or all but the one with a token. Returns how many ended. */
export async function endSessions(
  ctx: CommandContext,
  input: { userId: string } & ({ sessionId: string } | { token: string } | { exceptToken: string }),
): Promise<number> {
  let own = authTables(ctx.tx).deleteFrom('session').where('userId', '=', input.userId)
  if ('sessionId' in input) own = own.where('id', '=', input.sessionId)
  else if ('token' in input) own = own.where('token', '=', input.token)
  else own = own.where('token', '<>', input.exceptToken)
  const result = await own.executeTakeFirst()
  return Number(result.numDeletedRows)
}
