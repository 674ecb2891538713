import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import type { Facts } from '../../domain/fill-facts.ts'

/** The values that every text of the bot may name. */
export async function loadBotFacts(ctx: QueryContext, customerName = ''): Promise<Facts> {
  const { name, slug, phone } = await getOrganization(ctx)
  return {
    name: customerName,
    first_name: customerName.split(' ')[0] ?? '',
    organization: name,
    phone: phone ?? '',
    booking_url: `${ctx.config.baseUrl}/o/${slug}/book`,
  }
}
