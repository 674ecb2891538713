import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('owner') })

const pages = {
  'the day': ['/today', '/appointments', '/clients', '/clients/new', '/outbox'],
  'the catalogue': ['/services', '/services/new', '/staff', '/staff/new', '/settings/holidays'],
  'the settings': [
    '/settings/organization',
    '/settings/team',
    '/settings/team/invite',
    '/settings/team/roles',
  ],
  'the running': [
    '/settings/templates/visit_booked',
    '/settings/webhooks/new',
    '/settings/audit',
    '/settings/health',
    '/settings/account',
  ],
  // The dashboard and its settings: dashboard-shows.spec.ts.
  'the inbox': ['/inbox', '/inbox/failures', '/tickets'],
  'broadcasts and the bot': [
    '/broadcasts',
    '/broadcasts/new/edit',
    '/settings/bot',
    '/settings/bot/intents',
    '/settings/bot/flows/new?from=1',
  ],
  'the channels': [
    '/settings/channels',
    '/settings/channels/new?kind=whatsapp',
    '/settings/channels/webchat',
    '/settings/channels/templates/new',
  ],
  'the inbox’s rules': [
    '/settings/inbox',
    '/settings/inbox/sla',
    '/settings/inbox/teams',
    '/settings/inbox/replies',
  ],
}

for (const [name, paths] of Object.entries(pages)) {
  test(`axe finds nothing serious in the pages of ${name}, in light and dark (PLAT-181)`, async ({
    page,
  }) => {
    const faults: Record<string, string[]> = {}
    for (const path of paths) {
      await page.goto(path)
      const found = await axeFaults(page)
      if (found.length > 0) faults[path] = found
    }
    expect(faults).toEqual({})
  })
}

test('axe finds nothing serious in the drawer of a visit and its dialogs', async ({ page, desk }) => {
  await desk.signIn()
  const { items } = await desk.get<{ items: { id: string }[] }>('/appointments', {
    status: 'confirmed',
    limit: 1,
  })
  const faults: Record<string, string[]> = {}
  for (const dialog of ['', 'Cancel visit…', 'Move / reassign…', 'Edit'] as const) {
    await page.goto(`/today/visit/${items[0]!.id}`)
    await alive(page)
    if (dialog) await page.getByRole('button', { name: dialog, exact: true }).click()
    const found = await axeFaults(page)
    if (found.length > 0) faults[dialog || 'drawer'] = found
  }
  expect(faults).toEqual({})
})
