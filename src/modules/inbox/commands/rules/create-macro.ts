import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { createMacro as contract, Macro } from '../../contract/rules.ts'
import { checkSteps } from './check-steps.ts'
import { noteRule } from './note-rule.ts'

/** Adds a macro. */
export async function createMacro(ctx: CommandContext, input: Input<typeof contract>): Promise<Macro> {
  permit(ctx, 'inbox.manage')
  await checkSteps(ctx, input.steps)
  const { rows } = await sql<Macro>`
    insert into inbox.macros (org_id, id, name, steps, updated_at)
    values (${ctx.orgId}, ${input.id ?? newId()}, ${input.name}, ${JSON.stringify(input.steps)}::jsonb, ${ctx.now.toString()})
    returning id, name, steps, updated_at as "updatedAt"`.execute(ctx.tx)
  const macro = rows[0]!
  await noteRule(ctx, {
    what: 'macro',
    action: 'create',
    recordId: macro.id,
    summary: `Added the macro ${macro.name}`,
  })
  return macro
}
