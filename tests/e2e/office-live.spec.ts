import { alive, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

test('what a guest books appears in the office without a reload (PLAT-133)', async ({
  page,
  context,
  desk,
}) => {
  const list = await context.newPage()
  await Promise.all([page.goto('/today'), list.goto('/appointments?q=Live+Lindqvist')])
  await Promise.all([alive(page), alive(list)])
  await expect(list.getByRole('main')).not.toContainText('Live Lindqvist')
  // The screens say themselves when they listen.
  await page.waitForTimeout(1_000)
  const loads: string[] = []
  for (const screen of [page, list]) screen.on('load', () => loads.push(screen.url()))

  const slots = await desk.slots({ inDays: 46 })
  const visit = await desk.book({ startsAt: slots[0]!.startsAt, name: 'Live Lindqvist' })
  await expect(page.getByRole('region', { name: 'As it happens' })).toContainText(
    'Live Lindqvist booked online',
  )
  await expect(list.getByRole('row', { name: /Live Lindqvist/ })).toBeVisible()

  await desk.post(`/public/visits/${visit.token}/cancel`, {})
  await expect(page.getByRole('region', { name: 'As it happens' })).toContainText('Live Lindqvist cancelled')
  await expect(list.getByRole('row', { name: /Live Lindqvist.*Cancelled/ })).toBeVisible()
  expect(loads).toEqual([])
})
