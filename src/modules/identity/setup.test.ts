import { expect, test } from 'vitest'
import { createDispatch } from '#platform/http/dispatch.ts'
import { testWorld } from '#platform/testing/world.ts'
import { setDemoSignIns } from './commands/set-demo-sign-ins.ts'
import { completeSetup, getSetup, getSignInOptions } from './contract.ts'
import { createAdmin } from './errands/create-organization.ts'
import { endpoints } from './http.ts'
import { findDefaultOrgSlug } from './queries/directory.ts'
import { createSessionResolver } from './queries/resolve-session.ts'

const world = await testWorld()
const { services } = world
const resolve = createSessionResolver(services)
const dispatch = createDispatch(services, endpoints, resolve)
const caller = { headers: new Headers(), ip: '203.0.113.5', log: services.log }

const setup = {
  organization: { name: 'Brightside Cleaning', zone: 'Europe/London', currency: 'GBP' },
  admin: { name: 'Olive Owner', email: 'olive@frontdesk.test', password: 'correct horse battery' },
}

test('the first run makes the organisation and its signed-in owner; there is no second first run', async () => {
  const nobody = createAdmin(services, { ...setup.admin, orgSlug: undefined })
  await expect(nobody).rejects.toThrow(/no organisation yet/)
  expect((await dispatch(getSetup, {}, caller)).output).toEqual({ needed: true })

  const { reply, status } = await dispatch(completeSetup, setup, caller)
  expect(status).toBe(201)
  const cookie = reply.cookies.map((one) => one.split(';')[0]).join('; ')
  expect((await resolve(new Headers({ cookie })))?.actor).toMatchObject({ roles: ['owner'] })
  expect(await findDefaultOrgSlug(services)).toBe('brightside-cleaning')

  expect((await dispatch(getSetup, {}, caller)).output).toEqual({ needed: false })
  await expect(dispatch(completeSetup, setup, caller)).rejects.toMatchObject({ code: 'identity.setup_done' })
})

test('the command line adds an owner to the organisation that exists', async () => {
  const admin = { email: 'second@frontdesk.test', name: 'Sam Second', password: 'correct horse battery' }
  await createAdmin(services, admin)
  const rows = await world.sql('select roles from identity.members where email = $1', [admin.email])
  expect(rows).toEqual([{ roles: ['owner'] }])
  await expect(createAdmin(services, { ...admin, password: 'short' })).rejects.toThrow(/10 characters/)
})

test('demonstration sign-ins are shown only while the organisation is a demonstration', async () => {
  const [org] = await world.sql<{ id: string }>('select id from core.orgs where is_default')
  const shown = [{ label: 'Owner', email: 'olive@frontdesk.test', password: 'correct horse battery' }]
  await world.command(setDemoSignIns, shown, world.system(org!.id))
  expect((await dispatch(getSignInOptions, {}, caller)).output).toMatchObject({ demo: [] })
  await world.sql('update core.orgs set is_demo = true where id = $1', [org!.id])
  expect((await dispatch(getSignInOptions, {}, caller)).output).toMatchObject({
    demo: shown,
    setupNeeded: false,
  })
})
