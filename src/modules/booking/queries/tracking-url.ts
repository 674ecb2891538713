import type { Config } from '#platform/config.ts'
import { mintToken } from '#platform/token.ts'

interface Linker {
  orgId: string
  config: Config
}

/** The customer's own link to a visit; whoever holds it may see, move and cancel the visit. */
export function trackingUrl(ctx: Linker, appointmentId: string): string {
  return `${ctx.config.baseUrl}/track/${visitToken(ctx, appointmentId)}`
}

/** The secret part of that link. */
export function visitToken(ctx: Linker, appointmentId: string): string {
  return mintToken(ctx.config.secret, 'visit', ctx.orgId, appointmentId)
}

/** The secret part of a link to an unfinished booking. */
export function checkoutToken(ctx: Linker, checkoutId: string): string {
  return mintToken(ctx.config.secret, 'checkout', ctx.orgId, checkoutId)
}
