import type { PublicOrg } from '#modules/identity/contract/session.ts'
import { brandCss } from '../kit/colour.ts'

/** What the public layout needs of an organisation. */
export interface Branded {
  org: PublicOrg
  /** The style sheet of its colour; made on the server, so the browser need not know how. */
  brand: string
}

/** For the loader of a page without `:orgSlug` in its address: `return { ...branded(org), visit }`. */
export function branded(org: PublicOrg): Branded {
  return { org, brand: brandCss(org.colour) }
}
