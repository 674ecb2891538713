import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'
import { AppError } from '#values/errors.ts'
import { defaultHours, defaultPolicies } from '../domain/defaults.ts'
import { organizationCreated } from '../events.ts'
import { identityTables } from '../tables.ts'
import { ensureMember } from './ensure-member.ts'

export interface OrganizationInput {
  slug: string
  name: string
  zone: string
  currency: string
  isDemo: boolean
  isDefault: boolean
  /** Refuses with `identity.setup_done` when there is an organisation already. */
  isFirst?: boolean
  owner?: { userId: string; name: string; email: string }
}

/** Writes a new organisation under `ctx.orgId`, with its settings and its owner. Returns the owner's member id. */
export async function insertOrganization(
  ctx: CommandContext,
  input: OrganizationInput,
): Promise<{ ownerId: string | null }> {
  if (input.isFirst) await refuseSecond(ctx)
  await insertDirectoryEntry(ctx, input)
  await identityTables(ctx.tx)
    .insertInto('organizations')
    .values({
      org_id: ctx.orgId,
      currency: input.currency,
      locale: input.currency === 'USD' ? 'en-US' : 'en-GB',
      hours: JSON.stringify(defaultHours),
      policies: JSON.stringify(defaultPolicies(input.currency)),
    })
    .execute()
  const { name, zone, currency, isDemo } = input
  await publish(ctx, organizationCreated({ name, zone, currency, isDemo }))
  await audit(ctx, {
    action: 'organization.create',
    recordType: 'organization',
    recordId: ctx.orgId,
    summary: `Created the organisation ${name}`,
  })
  ctx.cache.changed(NO_ORG, ['orgs'])
  return { ownerId: input.owner ? await ensureMember(ctx, { ...input.owner, roles: ['owner'] }) : null }
}

/** Of two set-ups at once, the second waits here and then finds the first. */
async function refuseSecond(ctx: CommandContext): Promise<void> {
  await sql`lock table core.orgs in share row exclusive mode`.execute(ctx.tx)
  const { rows } = await sql`select 1 from core.orgs limit 1`.execute(ctx.tx)
  if (rows.length > 0) throw new AppError('identity.setup_done')
}

async function insertDirectoryEntry(ctx: CommandContext, input: OrganizationInput): Promise<void> {
  const orgs = ctx.tx.withSchema('core')
  if (input.isDefault) {
    await orgs.updateTable('orgs').set({ is_default: false }).where('is_default', '=', true).execute()
  }
  try {
    await orgs
      .insertInto('orgs')
      .values({
        id: ctx.orgId,
        slug: input.slug,
        name: input.name,
        zone: input.zone,
        is_demo: input.isDemo,
        is_default: input.isDefault,
        created_at: ctx.now.toString(),
      })
      .execute()
  } catch (error) {
    if (pgFault(error)?.constraint.startsWith('orgs_slug_key')) throw new AppError('identity.slug_taken')
    throw error
  }
}
