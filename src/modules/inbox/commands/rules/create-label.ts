import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { newId } from '#values/ids.ts'
import type { createLabel as contract, Label } from '../../contract/rules.ts'
import { inboxTables } from '../../tables.ts'
import { claimLabelName } from './claim-label-name.ts'
import { named, noteRule } from './note-rule.ts'

/** Adds a label. */
export async function createLabel(ctx: CommandContext, input: Input<typeof contract>): Promise<Label> {
  permit(ctx, 'inbox.manage')
  const { name, colour } = input
  const id = input.id ?? newId()
  await claimLabelName(ctx, name)
  await named(() =>
    inboxTables(ctx.tx).insertInto('labels').values({ org_id: ctx.orgId, id, name, colour }).execute(),
  )
  await noteRule(ctx, { what: 'label', action: 'create', recordId: id, summary: `Added the label ${name}` })
  return { id, name, colour }
}
