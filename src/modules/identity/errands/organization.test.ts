import sharp from 'sharp'
import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { removeLogo } from '../commands/update-organization.ts'
import { getOrganization } from '../queries/get-organization.ts'
import { getLogo, setLogo } from './organization.ts'

const world = await testWorld()

async function picture(width: number, height: number) {
  const image = sharp({ create: { width, height, channels: 4, background: '#0F5C4D' } })
  return { mediaType: 'image/png' as const, base64: (await image.png().toBuffer()).toString('base64') }
}

test('IDEN-029 a logo is kept small, has its own address, and can be removed', async () => {
  const orgId = await world.newOrg({ slug: 'with-logo' })
  const admin = await world.as(orgId, 'admin')
  const { logoUrl } = await world.errand(setLogo, await picture(2000, 500), admin)
  const logoId = /^\/api\/v1\/public\/with-logo\/logo\/(.+)$/.exec(logoUrl!)![1]!
  const bytes = await world.errand(getLogo, { logoId }, world.guest(orgId))
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 512, height: 128 })
  await world.command(removeLogo, undefined, admin)
  expect((await world.query(getOrganization, undefined, admin)).logoUrl).toBeNull()
})

test('a logo of another organisation is not found under this one', async () => {
  const [orgId, other] = [await world.newOrg(), await world.newOrg()]
  const { logoUrl } = await world.errand(setLogo, await picture(40, 40), await world.as(orgId, 'owner'))
  const logoId = logoUrl!.split('/').at(-1)!
  const attempt = world.errand(getLogo, { logoId }, world.guest(other))
  await expect(attempt).rejects.toMatchObject({ code: 'identity.file_not_found' })
})

test('a viewer sets no logo', async () => {
  const orgId = await world.newOrg()
  const attempt = world.errand(setLogo, await picture(4, 4), await world.as(orgId, 'viewer'))
  await expect(attempt).rejects.toMatchObject({ code: 'auth.forbidden' })
})
