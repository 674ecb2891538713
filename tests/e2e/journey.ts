import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { Desk } from './desk.ts'

export { expect }

interface Journey {
  /** The demonstration firm's office by API, to prepare what a journey needs and to look at what it did. */
  desk: Desk
  /** Fails the journey when a page complained: console errors, policy violations, answers with 5xx. */
  calm: Complaints
}

export class Complaints {
  readonly list: string[] = []

  /** Watches every page that the context opens, the ones opened by hand as well. */
  watch(page: Page): void {
    page.on('pageerror', (error) => this.list.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      // The browser's own note on an answer with 4xx: a refused form is an answer, not a fault.
      if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return
      this.list.push(`${page.url()}: ${message.text()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) this.list.push(`${response.url()} answered ${response.status()}`)
    })
  }
}

export const test = base.extend<Journey>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from its pattern
  baseURL: async ({}, use) => {
    await use(process.env.JOURNEYS_URL)
  },
  desk: async ({ playwright, baseURL }, use) => {
    const request = await playwright.request.newContext({ baseURL })
    await use(new Desk(request))
    await request.dispose()
  },
  calm: [
    async ({ context }, use) => {
      const calm = new Complaints()
      context.on('page', (page) => calm.watch(page))
      await use(calm)
      expect(calm.list, 'complaints of the pages').toEqual([])
    },
    { auto: true },
  ],
})

/** Serious and critical faults that axe finds on the page, in words. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** The page has come alive: React has taken over what the server sent, and listens. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const all = document as unknown as Record<
      string,
      { stateNode?: { current?: { memoizedState?: unknown } } }
    >
    const name = Object.keys(all).find((key) => key.startsWith('__reactContainer$'))
    const state = name && all[name]?.stateNode?.current?.memoizedState
    return (state as { isDehydrated?: boolean } | undefined)?.isDehydrated === false
  })
}
