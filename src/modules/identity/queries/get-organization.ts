import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { WeeklyHours } from '#values/business-hours.ts'
import type { OrganizationSettings, Policies } from '../contract/organization.ts'
import { inkOf } from '../domain/colour.ts'

const SECONDS = 30

/**
 * Everything the organisation has set about itself: profile, branding, hours, policies. Remembered for half a
 * minute and forgotten at once when it changes. Asks no permission: every module needs it.
 */
export function getOrganization(ctx: QueryContext): Promise<OrganizationSettings> {
  return ctx.cache.remember(ctx.orgId, 'organization', ['organization'], SECONDS, () => readOrganization(ctx))
}

/** The organisation's settings, for those who may see them. */
export async function getOrganizationSettings(ctx: QueryContext): Promise<OrganizationSettings> {
  permit(ctx, 'org.view')
  return getOrganization(ctx)
}

/** The settings as they stand in this transaction. */
export async function readOrganization(ctx: QueryContext): Promise<OrganizationSettings> {
  const { rows } = await sql<Row>`
    select o.slug, o.name, o.zone, o.is_demo as "isDemo", s.logo_id as "logoId", s.colour, s.tagline, s.phone, s.email,
           s.address, s.locale, s.currency, s.week_starts_on as "weekStartsOn", s.hours, s.policies
    from identity.organizations s join core.orgs o on o.id = s.org_id
    where s.org_id = ${ctx.orgId}`.execute(ctx.tx)
  const row = rows[0]
  if (!row) throw new Error(`The organisation ${ctx.orgId} has no settings.`)
  const { logoId, ...settings } = row
  return {
    id: ctx.orgId,
    ...settings,
    logoUrl: logoUrlOf(row.slug, logoId),
    inkColour: inkOf(row.colour),
  }
}

/** Where the logo is fetched; null without one. */
export function logoUrlOf(slug: string, logoId: string | null): string | null {
  return logoId && `/api/v1/public/${slug}/logo/${logoId}`
}

interface Row {
  slug: string
  name: string
  zone: string
  isDemo: boolean
  logoId: string | null
  colour: string
  tagline: string | null
  phone: string | null
  email: string | null
  address: string | null
  locale: string
  currency: string
  weekStartsOn: 1 | 7
  hours: WeeklyHours
  policies: Policies
}
