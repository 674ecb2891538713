import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { toLogo } from '../adapters/pictures.ts'
import { changeLogo } from '../commands/update-organization.ts'
import type { Picture } from '../contract/fields.ts'
import type {
  createOrganization as contract,
  OrganizationSettings,
  completeSetup as setupContract,
} from '../contract/organization.ts'
import { slugOf } from '../domain/defaults.ts'
import { hasAccounts } from '../queries/directory.ts'
import { getProfile } from '../queries/get-profile.ts'
import { createOrganization, foundOrganization } from './create-organization.ts'
import { switchOrganization } from './devices.ts'
import { signIn } from './sign-in.ts'

/** Sets the logo and forgets the one before. */
export async function setLogo(ctx: ErrandContext, picture: Picture): Promise<OrganizationSettings> {
  permit(ctx, 'org.edit')
  const logoId = newId()
  await ctx.storage.put(logoKey(ctx.orgId, logoId), await toLogo(picture), 'image/png')
  return ctx.command(changeLogo, { logoId })
}

/** A logo's bytes, for browsers and mail programs to keep. Old ones stay, because sent mails show them. */
export async function getLogo(ctx: ErrandContext, { logoId }: { logoId: string }): Promise<Uint8Array> {
  const file = await ctx.storage.get(logoKey(ctx.orgId, logoId))
  if (!file) throw new AppError('identity.file_not_found')
  ctx.reply.headers['cache-control'] = 'public, max-age=31536000, immutable'
  return file.bytes
}

function logoKey(orgId: string, logoId: string): string {
  return `${orgId}/logos/${logoId}.png`
}

/** Creates a further organisation that the visitor owns, and switches to it. */
export async function openOrganization(
  ctx: ErrandContext,
  input: Input<typeof contract>,
): Promise<{ id: string; slug: string }> {
  permit(ctx, 'org.create')
  const owner = await ctx.query(getProfile, undefined)
  const slug = input.slug ?? requireSlug(slugOf(input.name), ['slug'])
  const settings = { ...input, slug, owner, isDemo: false, isDefault: false, isFirst: false }
  const { orgId } = await foundOrganization(ctx.services, settings)
  await switchOrganization(ctx, { orgId })
  return { id: orgId, slug }
}

/** First run: the first organisation with its owner, who is then signed in. */
export async function completeSetup(
  ctx: ErrandContext,
  { organization, admin }: Input<typeof setupContract>,
): Promise<{ done: true }> {
  if (await ctx.query(hasAccounts, undefined)) throw new AppError('identity.setup_done')
  const slug = organization.slug ?? requireSlug(slugOf(organization.name), ['organization', 'slug'])
  const first = { ...organization, slug, admin, isDemo: false, isDefault: true, isFirst: true }
  await createOrganization(ctx.services, first)
  const { email, password } = admin
  await signIn(ctx, { email, password, remember: true })
  return { done: true }
}

function requireSlug(slug: string, path: string[]): string {
  if (slug.length >= 2) return slug
  const message = 'Choose a web address of letters, digits and hyphens.'
  throw new AppError('input.invalid', { faults: [{ path, message }] })
}
