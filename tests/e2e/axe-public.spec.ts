import { chooseTime, fillDetails, submit, tokenOf, toServices } from './guest-steps.ts'
import { axeFaults, expect, test } from './journey.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test(`axe finds nothing serious on the pages of a booking (PLAT-181)`, async ({ page, desk }) => {
      const faults: Record<string, string[]> = {}
      const look = async (name: string) => {
        const found = await axeFaults(page)
        if (found.length > 0) faults[name] = found
      }
      await page.goto('/book')
      await look('postcode')
      await page.getByLabel('Postcode').fill('12345')
      await page.getByRole('button', { name: 'See services' }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await look('postcode, refused')
      await toServices(page)
      await look('services')
      await page.getByRole('link', { name: /^Regular clean/ }).click()
      await page.getByText('Would you like somebody in particular?').click()
      await look('service')
      await page.getByRole('button', { name: 'Choose a time' }).click()
      await expect(page).toHaveURL(/\/time/)
      await look('time')
      await chooseTime(page, 56)
      await look('details')
      await fillDetails(page)
      await submit(page).click()
      await expect(page).toHaveURL(/\/pay/)
      await look('payment')
      await page.getByRole('radio', { name: /by card/ }).check()
      await look('payment by card')
      const token = tokenOf(page)
      await desk.post(`/public/checkouts/${token}/pay`, { method: 'on_the_day' })
      await page.goto(`/book/c/${token}/done`)
      await look('confirmation')
      await page.getByRole('link', { name: 'Change or cancel' }).click()
      await expect(page).toHaveURL(/\/track/)
      const visit = page.url()
      for (const [name, path] of [
        ['visit', ''],
        ['move', '/move'],
        ['cancel', '/cancel'],
      ] as const) {
        await page.goto(`${visit}${path}`)
        await look(name)
      }
      for (const path of ['/my-booking', '/sign-in', '/register', '/forgot-password', '/no-such-page']) {
        await page.goto(path)
        await look(path)
      }
      expect(faults).toEqual({})
    })
  })
}
