import { alive, expect, test } from './journey.ts'
import { PASSWORD, people } from './people.ts'

test('a wrong password and an unknown address get the same answer (IDEN-011)', async ({ page }) => {
  const answers: string[] = []
  for (const email of [people.owner, 'nobody@brightside.example']) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    answers.push(await page.getByRole('alert').innerText())
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
  }
  expect(answers[0]).toBe(answers[1])
})

test('signing in leads to the page that was asked for; signing out ends it (IDEN-015, IDEN-019)', async ({
  page,
}) => {
  await page.goto('/clients?q=Ada')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(people.agent)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/clients\?q=Ada/)
  await alive(page)
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes('session'))
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

  await page.getByRole('button', { name: /Ewa Lis/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/today')
  await expect(page).toHaveURL(/\/sign-in/)
})
