import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { Desk } from './desk.ts'

export { expect }

interface Journey {
  /** Which of the two products is visited: the demonstration, or the one fresh from the box. */
  installation: 'demo' | 'empty'
  /** The demonstration firm's office by API, to prepare what a journey needs and to look at what it did. */
  desk: Desk
  /** Fails the journey when a page complained: console errors, policy violations, answers with 5xx. */
  calm: Complaints
}

/** What the browser and the tools say that is no fault of a page. */
const toolNoise = [
  // A refused form is an answer, not a fault.
  /^Failed to load resource: the server responded with a status of 4\d\d/,
  // Leaving a page ends its connection, sometimes before it stood.
  /WebSocket is closed before the connection is established/,
  // axe looks into every frame; the preview of a mail runs no scripts, and axe's is one.
  /^Blocked script execution in 'about:srcdoc'/,
]

export class Complaints {
  readonly list: string[] = []

  /** Watches every page that the context opens, the ones opened by hand as well. */
  watch(page: Page): void {
    page.on('pageerror', (error) => this.list.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      if (toolNoise.some((noise) => noise.test(message.text()))) return
      this.list.push(`${page.url()}: ${message.text()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 500) this.list.push(`${response.url()} answered ${response.status()}`)
    })
  }
}

export const test = base.extend<Journey>({
  installation: ['demo', { option: true }],
  baseURL: async ({ installation }, use) => {
    await use(installation === 'demo' ? process.env.JOURNEYS_URL : process.env.EMPTY_URL)
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

/** Serious and critical faults that axe finds on the page in light, and what it can hardly be read by in dark. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Without its legacy mode axe opens a second page for every look, which takes longer than looking.
  await page.addStyleTag({ content: '* { transition: none !important; animation: none !important }' })
  const axe = () => new AxeBuilder({ page }).exclude('iframe').setLegacyMode(true)
  const scheme = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  }
  await scheme('light')
  const light = await axe().analyze()
  await scheme('dark')
  const dark = await axe().withRules(['color-contrast']).analyze()
  await scheme('light')
  const inWords = (name: string, { violations }: typeof light) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  return [...inWords('light', light), ...inWords('dark', dark)]
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
