import type { Page } from '@playwright/test'
import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

test('what a guest books appears on every screen of the office without a reload (PLAT-133)', async ({
  page: today,
  context,
  desk,
}) => {
  const slots = await desk.slots({ inDays: 46 })
  const { startsAt } = slots[0]!
  const [list, calendar] = [await context.newPage(), await context.newPage()]
  const screens: [Page, string][] = [
    [today, '/today'],
    [list, '/appointments?q=Live+Lindqvist'],
    [calendar, `/calendar?day=${startsAt.slice(0, 10)}`],
  ]
  const loads: string[] = []
  for (const [screen, path] of screens) {
    await screen.goto(path)
    await alive(screen)
    await expect(screen.getByRole('main')).not.toContainText('Live Lindqvist')
    screen.on('load', () => loads.push(screen.url()))
  }
  const feed = today.getByRole('region', { name: 'As it happens' })

  const visit = await desk.book({ startsAt, name: 'Live Lindqvist' })
  await expect(feed).toContainText('Live Lindqvist booked online')
  await expect(list.getByRole('row', { name: /Live Lindqvist/ })).toBeVisible()
  await expect(calendar.getByRole('link', { name: /Live Lindqvist/ })).toBeVisible()

  await desk.post(`/public/visits/${visit.token}/cancel`, {})
  await expect(feed).toContainText('Live Lindqvist cancelled')
  await expect(list.getByRole('row', { name: /Live Lindqvist.*Cancelled/ })).toBeVisible()
  expect(loads).toEqual([])
})
