import { customerWrites, found, openThread, openWhatsApp, somebody } from './inbox-steps.ts'
import { alive, axeFaults, expect, test } from './journey.ts'
import { storageOf } from './people.ts'

test.use({ storageState: storageOf('agent') })

test('an agent answers by keyboard, the ticks go to read, and a second screen sees it all (INBX-006, INBX-016)', async ({
  page,
  context,
  desk,
}) => {
  const who = somebody('Ada')
  const channel = await openWhatsApp(desk)
  await customerWrites(desk, channel, who, 'Can you come after four instead?')
  await expect(async () => {
    const { items } = await desk.get<{ items: unknown[] }>('/conversations', { q: who.name })
    expect(items).toHaveLength(1)
  }).toPass()
  await page.goto(found(who))
  await alive(page)
  const second = await context.newPage()
  await openThread(second, who)

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('after four')
  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: 'Reply' }).pressSequentially('Yes, half past four is free.')
  await page.keyboard.press('Control+Enter')
  for (const screen of [page, second]) {
    const answer = screen.getByRole('listitem').filter({ hasText: 'half past four' })
    await expect(answer).toContainText('read')
  }

  await customerWrites(desk, channel, who, 'Lovely, thank you')
  for (const screen of [page, second]) {
    await expect(screen.getByRole('region', { name: 'Messages' })).toContainText('Lovely, thank you')
  }
})

test('a note mentions a colleague, a kept text is filled in, E resolves and Undo takes it back', async ({
  page,
  desk,
}) => {
  const who = somebody('Bea')
  await customerWrites(desk, await openWhatsApp(desk), who, 'It is about aunt Bertha’s piano')
  await expect(async () => openThread(page, who)).toPass()

  await page.keyboard.press('n')
  const note = page.getByRole('combobox', { name: 'Private note' })
  await note.pressSequentially('Please look, @Nad')
  await page.keyboard.press('Enter')
  await note.pressSequentially('before noon')
  await page.keyboard.press('Control+Enter')
  const kept = page.getByRole('listitem').filter({ hasText: 'Private note, only the team sees this' })
  await expect(kept).toContainText('@Nadia Rahman before noon')

  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  const reply = page.getByRole('combobox', { name: 'Reply' })
  await expect(page.getByRole('listbox', { name: 'Kept texts' })).toBeVisible()
  await reply.pressSequentially('hello')
  await page.keyboard.press('Enter')
  await expect(reply).toHaveValue(/Bea/)
  await page.keyboard.press('Control+Enter')
  await expect(reply).toHaveValue('')

  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByText(`${who.name} resolved`)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(async () => {
    const { items } = await desk.get<{ items: { status: string }[] }>('/conversations', { q: who.name })
    expect(items[0]?.status).toBe('open')
  }).toPass()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('list and thread are two screens, nothing sticks out, and axe finds nothing serious', async ({
    page,
    desk,
  }) => {
    const who = somebody('Cleo')
    await customerWrites(desk, await openWhatsApp(desk), who, 'Hello from a phone')
    await expect(async () => openThread(page, who)).toPass()
    const list = page.getByRole('feed', { name: 'Conversations' })
    await expect(list).toBeHidden()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await expect(list).toBeVisible()
  })
})
