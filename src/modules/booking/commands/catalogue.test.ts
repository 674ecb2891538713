import { describe, expect, test } from 'vitest'
import type { Who } from '#platform/context.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { catalogueChanged } from '../events.ts'
import { listCategories } from '../queries/list-categories.ts'
import { getService, listServices } from '../queries/list-services.ts'
import { createCategory } from './create-category.ts'
import { createService, type ServiceInput } from './create-service.ts'
import { createStaffMember } from './create-staff-member.ts'
import { deleteCategory } from './delete-category.ts'
import { deleteService } from './delete-service.ts'
import { reorderCatalogue } from './reorder-catalogue.ts'
import { restoreService } from './restore-service.ts'
import { updateCategory } from './update-category.ts'
import { updateService } from './update-service.ts'

const world = await testWorld()

const fields = (change: Partial<ServiceInput> = {}): ServiceInput => ({
  name: 'Deep clean',
  summary: '',
  description: '',
  durationMinutes: 120,
  price: 9000,
  deposit: null,
  payOnDay: true,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 15,
  online: true,
  active: true,
  colour: '#0F5C4D',
  extras: [],
  ...change,
})
const extra = (name: string, change = {}) => ({ name, price: 1500, minutes: 30, maxQuantity: 1, ...change })

async function office(): Promise<{ orgId: string; admin: Who }> {
  const orgId = await world.newOrg()
  return { orgId, admin: await world.as(orgId, 'admin') }
}

describe('services (BOOK-004, BOOK-008, BOOK-010)', () => {
  test('a service is created with extras and people, audited, and told to open screens', async () => {
    const { orgId, admin } = await office()
    const category = await world.command(createCategory, { name: 'Homes', description: '' }, admin)
    const ana = await world.command(createStaffMember, person('Ana'), admin)
    const created = await world.command(
      createService,
      fields({ categoryId: category.id, extras: [extra('Oven'), extra('Fridge')], staffIds: [ana.id] }),
      admin,
    )
    expect(created).toMatchObject({
      slug: 'deep-clean',
      categoryName: 'Homes',
      price: 9000,
      deposit: null,
      staffIds: [ana.id],
      imageUrl: null,
    })
    expect(created.extras.map(({ name }) => name)).toEqual(['Oven', 'Fridge'])
    expect(await world.query(getService, { serviceId: created.id }, admin)).toEqual(created)
    expect(await world.events(orgId, catalogueChanged)).toContainEqual({ what: 'service.create' })
    const [entry] = await world.sql(
      `select actor, summary from core.audit where org_id = $1 and action = 'service.create'`,
      [orgId],
    )
    expect(entry).toEqual({ actor: 'Test admin', summary: 'Added the service Deep clean' })
  })

  test('two services of one name get different addresses, also when made at the same time', async () => {
    const { admin } = await office()
    const created = await Promise.all(
      Array.from({ length: 6 }, () => world.command(createService, fields(), admin)),
    )
    expect(created.map(({ slug }) => slug).sort()).toEqual([
      'deep-clean',
      ...[2, 3, 4, 5, 6].map((number) => `deep-clean-${number}`),
    ])
  })

  test('extras keep their ids, new ones join, missing ones leave and can come back', async () => {
    const { admin } = await office()
    const { id: serviceId, extras } = await world.command(
      createService,
      fields({ extras: [extra('Oven'), extra('Fridge')] }),
      admin,
    )
    const [oven, fridge] = extras
    const update = (list: ServiceInput['extras']) =>
      world.command(updateService, { ...fields({ extras: list }), serviceId }, admin)

    const changed = await update([extra('Windows'), extra('Oven', { id: oven!.id, price: 2000 })])
    expect(changed.extras.map(({ name, price }) => [name, price])).toEqual([
      ['Windows', 1500],
      ['Oven', 2000],
    ])
    expect(changed.extras[1]!.id).toBe(oven!.id)
    const restored = await update([extra('Fridge', { id: fridge!.id })])
    expect(restored.extras).toEqual([fridge])
    await expect(update([extra('Oven', { id: newId() })])).rejects.toMatchObject({
      code: 'booking.extra_not_found',
    })
  })

  test('a change keeps the address, notes what changed, and leaves unnamed people and category alone', async () => {
    const { orgId, admin } = await office()
    const category = await world.command(createCategory, { name: 'Homes', description: '' }, admin)
    const ana = await world.command(createStaffMember, person('Ana'), admin)
    const service = await world.command(
      createService,
      fields({ categoryId: category.id, staffIds: [ana.id] }),
      admin,
    )
    const changed = await world.command(
      updateService,
      { ...fields({ name: 'Spring clean', price: 9900 }), serviceId: service.id },
      admin,
    )
    expect(changed).toMatchObject({ slug: 'deep-clean', categoryId: category.id, staffIds: [ana.id] })
    const [entry] = await world.sql(
      `select changes from core.audit where org_id = $1 and action = 'service.update'`,
      [orgId],
    )
    expect(entry!.changes).toEqual({ name: ['Deep clean', 'Spring clean'], price: [9000, 9900] })
  })

  test('contradictions are named beside their fields', async () => {
    const { admin } = await office()
    await expect(world.command(createService, fields({ deposit: 9001 }), admin)).rejects.toMatchObject({
      code: 'input.invalid',
      details: { faults: [{ path: ['deposit'] }] },
    })
    await expect(world.command(createService, fields({ categoryId: newId() }), admin)).rejects.toMatchObject({
      code: 'booking.category_not_found',
    })
    await expect(world.command(createService, fields({ staffIds: [newId()] }), admin)).rejects.toMatchObject({
      code: 'booking.staff_not_found',
    })
  })

  test('the trash hides a service, keeps its people and extras, and gives it back', async () => {
    const { admin } = await office()
    const ana = await world.command(createStaffMember, person('Ana'), admin)
    const service = await world.command(
      createService,
      fields({ extras: [extra('Oven')], staffIds: [ana.id] }),
      admin,
    )
    await world.command(deleteService, { serviceId: service.id }, admin)
    expect((await world.query(listServices, {}, admin)).items).toEqual([])
    const gone = { code: 'booking.service_not_found' }
    await expect(world.command(deleteService, { serviceId: service.id }, admin)).rejects.toMatchObject(gone)
    await expect(world.query(getService, { serviceId: service.id }, admin)).rejects.toMatchObject(gone)
    expect(await world.command(restoreService, { serviceId: service.id }, admin)).toEqual(service)
  })

  test('search, category and state narrow the list; a wildcard is only a character (BOOK-019)', async () => {
    const { admin } = await office()
    const homes = await world.command(createCategory, { name: 'Homes', description: '' }, admin)
    await world.command(createService, fields({ name: 'Deep clean', categoryId: homes.id }), admin)
    await world.command(createService, fields({ name: 'Windows 50%', active: false }), admin)
    const names = async (filter: object) =>
      (await world.query(listServices, filter, admin)).items.map(({ name }) => name)
    expect(await names({ q: 'homes' })).toEqual(['Deep clean'])
    expect(await names({ q: '%' })).toEqual(['Windows 50%'])
    expect(await names({ categoryId: homes.id })).toEqual(['Deep clean'])
    expect(await names({ active: false })).toEqual(['Windows 50%'])
    expect(await names({ active: true })).toEqual(['Deep clean'])
  })

  test('a list takes two statements however many services there are', async () => {
    const { admin } = await office()
    for (const name of ['One', 'Two', 'Three']) {
      await world.command(createService, fields({ name, extras: [extra('Oven')] }), admin)
    }
    const count = () => world.countQueries(() => world.query(listServices, {}, admin))
    expect(await count()).toBeLessThanOrEqual(2)
  })

  test('who may not change the catalogue is refused, and another organisation finds nothing', async () => {
    const { orgId, admin } = await office()
    const viewer = await world.as(orgId, 'viewer')
    const service = await world.command(createService, fields(), admin)
    await expect(world.command(createService, fields(), viewer)).rejects.toMatchObject({
      code: 'auth.forbidden',
    })
    const stranger = (await office()).admin
    await expect(world.query(getService, { serviceId: service.id }, stranger)).rejects.toMatchObject({
      code: 'booking.service_not_found',
    })
    await expect(
      world.command(updateService, { ...fields(), serviceId: service.id }, stranger),
    ).rejects.toMatchObject({ code: 'booking.service_not_found' })
  })
})

describe('categories and order (BOOK-009, BOOK-012)', () => {
  test('a category counts its services and is deleted only when empty', async () => {
    const { admin } = await office()
    const category = await world.command(createCategory, { name: 'Homes', description: '' }, admin)
    const service = await world.command(createService, fields({ categoryId: category.id }), admin)
    const renamed = { categoryId: category.id, name: 'Houses', description: 'For homes' }
    await world.command(updateCategory, renamed, admin)
    expect((await world.query(listCategories, {}, admin)).items).toMatchObject([
      { name: 'Houses', description: 'For homes', serviceCount: 1 },
    ])
    await expect(world.command(deleteCategory, { categoryId: category.id }, admin)).rejects.toMatchObject({
      code: 'booking.category_in_use',
    })
    await world.command(deleteService, { serviceId: service.id }, admin)
    await world.command(deleteCategory, { categoryId: category.id }, admin)
    const restored = await world.command(restoreService, { serviceId: service.id }, admin)
    expect(restored.categoryId).toBeNull()
  })

  test('ordering a part leaves the rest in place, and repeating changes nothing', async () => {
    const { admin } = await office()
    const ids: string[] = []
    for (const name of ['A', 'B', 'C', 'D']) {
      ids.push((await world.command(createService, fields({ name }), admin)).id)
    }
    const [a, b, c, d] = ids as [string, string, string, string]
    const order = { kind: 'service' as const, ids: [c, a] }
    expect(await world.command(reorderCatalogue, order, admin)).toEqual({ ids: [c, b, a, d] })
    const names = (await world.query(listServices, {}, admin)).items.map(({ name }) => name)
    expect(names).toEqual(['C', 'B', 'A', 'D'])
    await expect(
      world.command(reorderCatalogue, { kind: 'category', ids: [a] }, admin),
    ).rejects.toMatchObject({ code: 'booking.category_not_found' })
  })
})

function person(name: string) {
  return { name, bio: '', phone: undefined, colour: '#3B6FA0', active: true }
}
