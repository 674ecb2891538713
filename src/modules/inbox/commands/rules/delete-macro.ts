import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteMacro as contract, Macro } from '../../contract/rules.ts'
import { noteRule } from './note-rule.ts'

/** Deletes a macro; creating it again under its id takes that back. */
export async function deleteMacro(ctx: CommandContext, { macroId }: Input<typeof contract>): Promise<Macro> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<Macro>`
    delete from inbox.macros where org_id = ${ctx.orgId} and id = ${macroId}
    returning id, name, steps, updated_at as "updatedAt"`.execute(ctx.tx)
  const macro = rows[0]
  if (!macro) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'macro',
    action: 'delete',
    recordId: macroId,
    summary: `Deleted the macro ${macro.name}`,
  })
  return macro
}
