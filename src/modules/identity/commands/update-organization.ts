import { audit } from '#platform/audit.ts'
import type { CommandContext } from '#platform/context.ts'
import { pgFault } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { NO_ORG } from '#platform/http/dispatch.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { updateOrganization as contract, OrganizationSettings } from '../contract/organization.ts'
import { organizationChanged } from '../events.ts'
import { readOrganization } from '../queries/get-organization.ts'
import { identityTables } from '../tables.ts'

type Change = Input<typeof contract>

/** Changes the settings that are given and leaves the rest. */
export async function updateOrganization(ctx: CommandContext, input: Change): Promise<OrganizationSettings> {
  permit(ctx, 'org.edit')
  const before = await readOrganization(ctx)
  await writeDirectory(ctx, input)
  await writeSettings(ctx, input, before)
  return tellChange(ctx, before)
}

/** Sets the logo to a stored picture, or to none. */
export async function changeLogo(
  ctx: CommandContext,
  { logoId }: { logoId: string | null },
): Promise<OrganizationSettings> {
  permit(ctx, 'org.edit')
  const before = await readOrganization(ctx)
  await settingsOf(ctx).set({ logo_id: logoId }).execute()
  return tellChange(ctx, before)
}

/** Removes the logo; pages show the name instead. */
export function removeLogo(ctx: CommandContext): Promise<OrganizationSettings> {
  return changeLogo(ctx, { logoId: null })
}

async function writeDirectory(ctx: CommandContext, { name, slug, zone }: Change): Promise<void> {
  const values = { ...(name && { name }), ...(slug && { slug }), ...(zone && { zone }) }
  if (Object.keys(values).length === 0) return
  try {
    await ctx.tx.withSchema('core').updateTable('orgs').set(values).where('id', '=', ctx.orgId).execute()
  } catch (error) {
    if (pgFault(error)?.constraint.startsWith('orgs_slug_key')) throw new AppError('identity.slug_taken')
    throw error
  }
  ctx.cache.changed(NO_ORG, ['orgs', 'sessions'])
}

async function writeSettings(
  ctx: CommandContext,
  input: Change,
  before: OrganizationSettings,
): Promise<void> {
  const { name: _name, slug: _slug, zone: _zone, weekStartsOn, hours, policies, ...plain } = input
  await settingsOf(ctx)
    .set({
      ...plain,
      ...(weekStartsOn && { week_starts_on: weekStartsOn }),
      ...(hours && { hours: JSON.stringify(hours) }),
      ...(policies && { policies: JSON.stringify({ ...before.policies, ...definedOf(policies) }) }),
      updated_at: ctx.now.toString(),
    })
    .execute()
}

function settingsOf(ctx: CommandContext) {
  return identityTables(ctx.tx).updateTable('organizations').where('org_id', '=', ctx.orgId)
}

function definedOf<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
}

async function tellChange(ctx: CommandContext, before: OrganizationSettings): Promise<OrganizationSettings> {
  const after = await readOrganization(ctx)
  const fields = (Object.keys(after) as (keyof OrganizationSettings)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  if (fields.length === 0) return after
  await publish(ctx, organizationChanged({ fields, zone: after.zone, currency: after.currency }))
  await audit(ctx, {
    action: 'organization.update',
    recordType: 'organization',
    recordId: ctx.orgId,
    summary: `Changed the organisation’s ${fields.join(', ')}`,
    changes: Object.fromEntries(fields.map((field) => [field, [before[field], after[field]]])),
  })
  return after
}
