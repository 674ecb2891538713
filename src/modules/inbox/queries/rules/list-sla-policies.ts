import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { SlaPolicy } from '../../contract/sla.ts'
import { readSlaPolicies } from '../sla-rules.ts'

/** How soon answers are promised, in the order in which the policies are tried. */
export async function listSlaPolicies(ctx: QueryContext): Promise<{ items: SlaPolicy[] }> {
  permit(ctx, 'message.view')
  return { items: await readSlaPolicies(ctx) }
}
