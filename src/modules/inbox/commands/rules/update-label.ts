import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateLabel as contract, Label } from '../../contract/rules.ts'
import { claimLabelName } from './claim-label-name.ts'
import { named, noteRule } from './note-rule.ts'

/** Renames or recolours a label; a new name is written on every conversation that carries the old one. */
export async function updateLabel(
  ctx: CommandContext,
  { labelId, name, colour }: Input<typeof contract>,
): Promise<Label> {
  permit(ctx, 'inbox.manage')
  if (name !== undefined) await claimLabelName(ctx, name, labelId)
  const { rows } = await named(() =>
    sql<Label & { before: string }>`
      update inbox.labels l set name = coalesce(${name ?? null}, l.name), colour = coalesce(${colour ?? null}, l.colour)
      from inbox.labels o where l.org_id = ${ctx.orgId} and l.id = ${labelId} and o.org_id = l.org_id and o.id = l.id
      returning l.id, l.name, l.colour, o.name as before`.execute(ctx.tx),
  )
  if (!rows[0]) throw new AppError('inbox.not_found')
  const { before, ...label } = rows[0]
  if (before !== label.name) {
    await sql`update inbox.conversations set labels = array_replace(labels, ${before}, ${label.name})
      where org_id = ${ctx.orgId} and labels @> array[${before}]`.execute(ctx.tx)
  }
  await noteRule(ctx, {
    what: 'label',
    action: 'update',
    recordId: labelId,
    summary: `Changed the label ${label.name}`,
  })
  return label
}
