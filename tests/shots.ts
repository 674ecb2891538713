import { mkdirSync, rmSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumFlags, findChromium } from './browser.ts'
import { type Booked, Desk, POSTCODE } from './e2e/desk.ts'
import { PASSWORD, people } from './e2e/people.ts'
import { type RunningProduct, startProduct } from './server.ts'
import { foreignSite, inboxShots, widgetShots } from './shots-inbox.ts'

const FOLDER = 'test-results/shots'
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }
const schemes = ['light', 'dark'] as const

/** A picture to take: where it is filed, the page's address, and what to do there before. */
export type Shot = [name: string, path: string, before?: (page: Page) => Promise<void>]

/**
 * Pictures of every page of the product: phone and desktop, light and dark, with the demonstration, empty, and where
 * something went wrong. Words choose: `npm run shots -- settings` takes only those with "settings" in their name.
 */
export async function main(words: string[]): Promise<void> {
  const executablePath = await findChromium({ install: true })
  rmSync(FOLDER, { recursive: true, force: true })
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  const demo = await startProduct({ demo: true })
  const empty = await startProduct({ demo: false })
  try {
    const taken = [
      await takeAll(browser, demo, words, await demoShots(browser, demo)),
      await takeAll(browser, empty, words, await emptyShots(browser, empty)),
    ]
    console.log(`${taken.reduce((sum, count) => sum + count)} pictures in ${FOLDER}`)
  } finally {
    await browser.close()
    await Promise.all([demo.stop(), empty.stop()])
  }
}

interface Session {
  state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  shots: Shot[]
}

/** Takes each picture in both sizes and schemes. Returns how many there are. */
async function takeAll(
  browser: Browser,
  { url }: RunningProduct,
  words: string[],
  sessions: Session[],
): Promise<number> {
  let taken = 0
  for (const { state, shots } of sessions) {
    const wanted = shots.filter(([name]) => words.length === 0 || words.some((word) => name.includes(word)))
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of schemes) {
        const context = await browser.newContext({
          baseURL: url,
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
          locale: 'en-GB',
          timezoneId: 'Europe/London',
          ...(state && { storageState: state }),
        })
        const page = await context.newPage()
        for (const [name, path, before] of wanted) {
          await take(page, path, `${FOLDER}/${size}-${colorScheme}/${name}.png`, before)
          taken++
        }
        await context.close()
      }
    }
  }
  return taken
}

/** What fills the window and scrolls inside of itself: drawers, the inbox, the chat on somebody's site. */
const isScreen = /\/visit\/|\/tickets\/|^\/inbox(?!\/failures)|^http/

async function take(
  page: Page,
  path: string,
  file: string,
  before?: (page: Page) => Promise<void>,
): Promise<void> {
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true })
  await page.goto(path, { waitUntil: 'load' })
  // Fonts and what is loaded late; a page that listens for changes never falls silent by itself.
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.waitForTimeout(250)
  await before?.(page)
  await page.screenshot({ path: file, fullPage: !isScreen.test(path) })
}

async function signedIn(browser: Browser, url: string, email: string, password: string) {
  const context = await browser.newContext({ baseURL: url })
  await context.request.post('/api/v1/sign-in', { data: { email, password } })
  const state = await context.storageState()
  await context.close()
  return state
}

async function demoShots(browser: Browser, { url }: RunningProduct): Promise<Session[]> {
  const context = await browser.newContext({ baseURL: url })
  const desk = new Desk(context.request)
  const guest = await guestShots(desk)
  await desk.signIn()
  const office = [...(await officeShots(desk)), ...(await inboxShots(desk))]
  const { url: siteUrl, site } = await foreignSite(desk)
  const state = await context.storageState()
  await context.close()
  // The site ends with this process.
  site.unref()
  return [
    { state: undefined, shots: [...guest, ...widgetShots(siteUrl)] },
    { state, shots: office },
    {
      state: await signedIn(browser, url, people.viewer, PASSWORD),
      shots: [['errors/forbidden', '/settings/audit']],
    },
    {
      state: await signedIn(browser, url, people.staff, PASSWORD),
      shots: [['staff/today', '/today']],
    },
    {
      state: await signedIn(browser, url, people.agent, PASSWORD),
      shots: [
        ['agent/dashboard', '/dashboard'],
        ['agent/broadcasts', '/broadcasts'],
        ['agent/rules', '/settings/inbox'],
      ],
    },
  ]
}

/** An unfinished booking at each of its steps, a visit, and everything a stranger may open. */
async function guestShots(desk: Desk): Promise<Shot[]> {
  const slots = await desk.slots({ inDays: 10 })
  const { id: serviceId } = await desk.service()
  const start = async () =>
    (await desk.post<{ token: string }>('/public/brightside/checkouts', { postcode: POSTCODE })).token
  const [atService, atTime, atDetails, atPay, atDone] = await Promise.all([1, 2, 3, 4, 5].map(start))
  const at = (token: string | undefined) => `/public/checkouts/${token}`
  for (const token of [atTime, atDetails, atPay, atDone])
    await desk.put(`${at(token)}/service`, { serviceId })
  for (const [index, token] of [atDetails, atPay, atDone].entries())
    await desk.put(`${at(token)}/slot`, { startsAt: slots.at(-1 - index * 4)!.startsAt })
  const person = { name: 'Grace Obi', email: 'grace.obi@example.com', phone: '07700 900142' }
  for (const token of [atPay, atDone])
    await desk.put(`${at(token)}/details`, { ...person, line1: '12 Albion Road', city: 'London' })
  await desk.post(`${at(atDone)}/pay`, { method: 'on_the_day' })
  const visit: Booked = await desk.book({ startsAt: slots[0]!.startsAt })
  return [
    ['public/book', '/book'],
    ['public/book-service', `/book?service=${serviceId}`],
    ['public/services', `/book/c/${atService}/service`],
    ['public/service', `/book/c/${atService}/service?service=${serviceId}`],
    ['public/time', `/book/c/${atTime}/time`],
    ['public/details', `/book/c/${atDetails}/details`],
    ['public/pay', `/book/c/${atPay}/pay`],
    ['public/done', `/book/c/${atDone}/done`],
    ['public/track', `/track/${visit.token}`],
    ['public/track-move', `/track/${visit.token}/move`],
    ['public/track-cancel', `/track/${visit.token}/cancel`],
    ['public/my-booking', '/my-booking'],
    ['auth/sign-in', '/sign-in'],
    ['auth/register', '/register'],
    ['auth/forgot-password', '/forgot-password'],
    ['auth/reset-password', '/reset-password?token=expired'],
    ['auth/verify-email', '/verify-email?token=expired'],
    ['errors/not-found', '/no-such-page'],
    ['errors/link-not-found', `/track/${'A'.repeat(64)}`],
    ['errors/rating-not-found', `/rate/${'A'.repeat(64)}`],
  ]
}

async function officeShots(desk: Desk): Promise<Shot[]> {
  const first = async (path: string) =>
    (
      await desk
        .get<{ items: { id: string }[] }>(path, { limit: 1 })
        .catch(() => desk.get<{ items: { id: string }[] }>(path))
    ).items[0]!.id
  const visit = await first('/appointments')
  const [client, service, person, member] = await Promise.all(
    ['/clients', '/services', '/staff', '/members'].map(first),
  )
  const hook = { url: 'https://example.com/hooks', events: ['*'] }
  const { id: webhook } = await desk.post<{ id: string }>('/webhooks', hook)
  const settings = [
    ...['organization', 'organization/branding', 'organization/hours', 'organization/policies'],
    ...['organization/new', 'team', 'team/invite', 'team/invitations', 'team/roles', `team/${member}`],
    ...['audit', 'account', 'holidays', 'templates', 'templates/visit_booked', 'webhooks', 'webhooks/new'],
    ...[`webhooks/${webhook}`, 'failed-jobs', 'health', 'demo'],
  ]
  return [
    ['office/today', '/today'],
    ['office/visit', `/today/visit/${visit}`],
    ['office/calendar-day', '/calendar'],
    ['office/calendar-week', '/calendar?view=week'],
    ['office/calendar-month', '/calendar?view=month'],
    ['office/appointments', '/appointments'],
    ['office/appointments-none', '/appointments?q=nobody-at-all'],
    ['office/new-booking', `/appointments/new?serviceId=${service}&postcode=N16+8JR`],
    ['office/figure', '/figures/revenue'],
    ['office/clients', '/clients'],
    ['office/client', `/clients/${client}`],
    ['office/new-client', '/clients/new'],
    ['office/services', '/services'],
    ['office/service', `/services/${service}`],
    ['office/new-service', '/services/new'],
    ['office/staff', '/staff'],
    ['office/person', `/staff/${person}`],
    ['office/person-hours', `/staff/${person}/hours`],
    ['office/person-exceptions', `/staff/${person}/exceptions`],
    ['office/person-areas', `/staff/${person}/areas`],
    ['office/outbox', '/outbox'],
    ['office/help', '/help'],
    ['errors/not-found-inside', '/clients/00000000-0000-7000-8000-000000000000'],
    ...settings.map((path): Shot => [`settings/${fileName(path)}`, `/settings/${path}`]),
  ]
}

/** `webhooks/01a1…` → `webhooks-one`. */
const fileName = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'one').replaceAll('/', '-')

async function emptyShots(browser: Browser, { url }: RunningProduct): Promise<Session[]> {
  const context = await browser.newContext({ baseURL: url })
  const admin = { name: 'Fatima Siddiqui', email: 'first@example.com', password: 'three quiet words' }
  const page = await context.newPage()
  await take(page, '/setup', `${FOLDER}/desktop-light/auth/setup.png`)
  await context.request.post('/api/v1/setup', {
    data: { organization: { name: 'Tidy Rooms', zone: 'Europe/London', currency: 'GBP' }, admin },
  })
  await context.close()
  const state = await signedIn(browser, url, admin.email, admin.password)
  const pages = [
    'today',
    'calendar',
    'appointments',
    'clients',
    'services',
    'staff',
    'outbox',
    'settings/webhooks',
    ...['inbox', 'inbox/failures', 'tickets', 'broadcasts', 'broadcasts/new/edit', 'dashboard'],
    ...['settings/channels', 'settings/channels/templates', 'settings/channels/webchat', 'settings/bot'],
    ...['settings/bot/intents', 'settings/bot/replies', 'settings/inbox/sla', 'settings/inbox/teams'],
    ...['settings/inbox/replies'],
  ]
  return [
    { state: undefined, shots: [['empty/book', '/book']] },
    { state, shots: pages.map((path): Shot => [`empty/${fileName(path)}`, `/${path}`]) },
  ]
}
