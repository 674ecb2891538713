import { expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('staff') })

test('a cleaner sees the own day on the phone, and nobody else’s (IDEN-005, PLAT-138)', async ({ page }) => {
  await page.goto('/today')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/day/)
  await expect(page.getByRole('main')).not.toContainText('Marcus Bello')
  await expect(page.getByRole('link', { name: 'New booking' })).toHaveCount(0)
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  expect(wide).toBeLessThanOrEqual(room)
  for (const path of ['/settings/team', '/settings/audit', '/staff']) {
    expect((await page.goto(path))?.status(), path).toBe(403)
  }
})
