import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { deleteLabel as contract, Label } from '../../contract/rules.ts'
import { noteRule } from './note-rule.ts'

/** Offers a label no longer. Conversations keep it; creating it again under its id takes the deletion back. */
export async function deleteLabel(ctx: CommandContext, { labelId }: Input<typeof contract>): Promise<Label> {
  permit(ctx, 'inbox.manage')
  const { rows } = await sql<Label>`
    delete from inbox.labels where org_id = ${ctx.orgId} and id = ${labelId} returning id, name, colour`.execute(
    ctx.tx,
  )
  const label = rows[0]
  if (!label) throw new AppError('inbox.not_found')
  await noteRule(ctx, {
    what: 'label',
    action: 'delete',
    recordId: labelId,
    summary: `Deleted the label ${label.name}`,
  })
  return label
}
