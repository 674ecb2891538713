import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { runErrand } from '#platform/run.ts'
import { testWorld } from '#platform/testing/world.ts'
import { sharpPictures } from '../adapters/pictures.ts'
import * as contract from '../contract.ts'
import { listServices } from '../queries/list-services.ts'
import { getPicture } from './get-picture.ts'
import { createServiceWithPicture, updateServiceWithPicture } from './save-service.ts'
import { createStaffMemberWithPicture, updateStaffMemberWithPicture } from './save-staff-member.ts'

const world = await testWorld({ adapters: { pictures: sharpPictures } })

const picture = async (colour: string) => ({
  mediaType: 'image/png' as const,
  base64: (
    await sharp({ create: { width: 1600, height: 900, channels: 3, background: colour } })
      .png()
      .toBuffer()
  ).toString('base64'),
})
const keyOf = (url: string | null) => url!.split('/').at(-1)!
const fields = (change: object) =>
  contract.createService.input.parse({ name: 'Clean', durationMinutes: 60, price: 4500, ...change })

describe('pictures of services and people', () => {
  test('a picture is resized, served for ever, replaced and taken away', async () => {
    const orgId = await world.newOrg()
    const admin = await world.as(orgId, 'admin')
    const service = await world.errand(
      createServiceWithPicture,
      fields({ image: await picture('red') }),
      admin,
    )
    expect(service.imageUrl).toMatch(/^\/api\/v1\/public\/[\w-]+\/pictures\/[\w-]+\.webp$/)

    const reply = { cookies: [], headers: {} as Record<string, string> }
    const input = { orgSlug: '', key: keyOf(service.imageUrl) }
    const bytes = await runErrand(world.services, getPicture, input, world.guest(orgId), undefined, reply)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1200, height: 675 })
    expect(reply.headers['cache-control']).toContain('immutable')

    const changed = { ...fields({ image: await picture('blue') }), serviceId: service.id }
    const replaced = await world.errand(updateServiceWithPicture, changed, admin)
    expect(replaced.imageUrl).not.toBe(service.imageUrl)
    const gone = { code: 'booking.picture_not_found' }
    await expect(world.errand(getPicture, input, admin)).rejects.toMatchObject(gone)
    const kept = await world.errand(updateServiceWithPicture, { ...fields({}), serviceId: service.id }, admin)
    expect(kept.imageUrl).toBe(replaced.imageUrl)
    const without = { ...fields({ image: null }), serviceId: service.id }
    expect((await world.errand(updateServiceWithPicture, without, admin)).imageUrl).toBeNull()
  })

  test('a picture of another organisation is not found', async () => {
    const orgId = await world.newOrg()
    const admin = await world.as(orgId, 'admin')
    const photo = contract.createStaffMember.input.parse({ name: 'Ana', photo: await picture('green') })
    const ana = await world.errand(createStaffMemberWithPicture, photo, admin)
    const { photo: _, ...rest } = photo
    const renamed = { ...rest, name: 'Ana Lima', staffId: ana.id }
    expect((await world.errand(updateStaffMemberWithPicture, renamed, admin)).photoUrl).toBe(ana.photoUrl)
    const elsewhere = world.guest(await world.newOrg())
    await expect(
      world.errand(getPicture, { orgSlug: '', key: keyOf(ana.photoUrl) }, elsewhere),
    ).rejects.toMatchObject({ code: 'booking.picture_not_found' })
  })

  test('a refused service leaves no file and no row behind, an unreadable picture says so', async () => {
    const orgId = await world.newOrg()
    const admin = await world.as(orgId, 'admin')
    const wrong = fields({ deposit: 9999, image: await picture('red') })
    await expect(world.errand(createServiceWithPicture, wrong, admin)).rejects.toMatchObject({
      code: 'input.invalid',
    })
    const text = fields({ image: { mediaType: 'image/png', base64: btoa('hello') } })
    await expect(world.errand(createServiceWithPicture, text, admin)).rejects.toMatchObject({
      code: 'booking.picture_unreadable',
    })
    expect((await world.query(listServices, {}, admin)).items).toEqual([])
  })

  test('a form sent twice with one key adds one service', async () => {
    const orgId = await world.newOrg()
    const admin = await world.as(orgId, 'admin')
    const input = { name: 'Clean', durationMinutes: 60, price: 4500, image: await picture('red') }
    const send = () => world.call(contract.createService, input, admin, { 'idempotency-key': 'form-1234567' })
    const first = await send()
    const second = await send()
    expect(second).toEqual(first)
    expect((await world.query(listServices, {}, admin)).items).toHaveLength(1)
  })
})
