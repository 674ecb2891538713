import type { CommandContext } from '#platform/context.ts'
import type { Input } from '#values/endpoint.ts'
import type { orderSlaPolicies as contract, SlaPolicy } from '../../contract/sla.ts'
import { readSlaPolicies } from '../../queries/sla-rules.ts'
import { orderRows } from './order-rows.ts'

/** Sets the order in which policies are tried. */
export async function orderSlaPolicies(
  ctx: CommandContext,
  { ids }: Input<typeof contract>,
): Promise<{ items: SlaPolicy[] }> {
  await orderRows(ctx, 'sla_policy', ids)
  return { items: await readSlaPolicies(ctx) }
}
