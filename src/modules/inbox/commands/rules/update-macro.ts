import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateMacro as contract, Macro } from '../../contract/rules.ts'
import { checkSteps } from './check-steps.ts'
import { noteRule } from './note-rule.ts'

/** Changes what is sent of a macro. */
export async function updateMacro(
  ctx: CommandContext,
  { macroId, name, steps }: Input<typeof contract>,
): Promise<Macro> {
  permit(ctx, 'inbox.manage')
  if (steps) await checkSteps(ctx, steps)
  const { rows } = await sql<Macro>`
    update inbox.macros set name = coalesce(${name ?? null}, name),
      steps = coalesce(${steps ? JSON.stringify(steps) : null}::jsonb, steps), updated_at = ${ctx.now.toString()}
    where org_id = ${ctx.orgId} and id = ${macroId}
    returning id, name, steps, updated_at as "updatedAt"`.execute(ctx.tx)
  const macro = rows[0]
  if (!macro) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'macro',
    action: 'update',
    recordId: macroId,
    summary: `Changed the macro ${macro.name}`,
  })
  return macro
}
