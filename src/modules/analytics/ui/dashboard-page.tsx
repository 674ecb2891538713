import '#web/kit/chart.css'
import './dashboard.css'
import { lazy, type MouseEvent, type ReactNode, Suspense } from 'react'
import { Outlet, type ShouldRevalidateFunctionArgs, useNavigate, useNavigation } from 'react-router'
import { listSavedViews } from '#modules/crm/contract.ts'
import { useSavedViews } from '#modules/crm/ui/public.ts'
import { isApiError, serverApi } from '#web/api.ts'
import { Banner } from '#web/kit/banner.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { type Filter as BarFilter, FilterBar } from '#web/kit/filter-bar.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  getAgentProductivity,
  getAutomationImpact,
  getBusinessImpact,
  getConversationEffectiveness,
  getCustomerLoad,
  getDashboardChoices,
  getKpi,
  getWhatsappPerformance,
} from '../contract/dashboard.ts'
import { getDashboardSettings } from '../contract/settings.ts'
import { dayWords } from '../domain/figure-words.ts'
import type { Route } from './+types/dashboard-page'
import { DashboardProvider } from './dashboard-context.tsx'
import { filterOf, isSameFilter } from './dashboard-filter.ts'
import { ExportsProvider } from './exports-context.tsx'
import { ExportsMenu } from './exports-menu.tsx'
import { ExportsTray, useExports } from './exports-tray.tsx'
import { KpiStrip } from './kpi-strip.tsx'
import { PartSkeleton, Section } from './section.tsx'
import { Conversations, conversationCards } from './sections/conversations.tsx'
import { useLiveFigures } from './use-live-figures.ts'

export const handle: PageHandle = { title: 'Effectiveness' }
export const meta: Route.MetaFunction = () => [{ title: 'Effectiveness · Frontdesk' }]

/** The strip and the first section come with the page; the rest is asked for when it is about to be seen. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [choices, settings, views] = await Promise.all([
    api(getDashboardChoices, {}),
    api(getDashboardSettings, {}),
    api(listSavedViews, { list: 'dashboard' }).catch(noViews),
  ])
  const { filter, period } = filterOf(new URL(request.url).searchParams, choices.today)
  const [kpi, conversations] = await Promise.all([
    api(getKpi, filter).catch(refusal),
    api(getConversationEffectiveness, filter).catch(refusal),
  ])
  return { choices, settings, views: views.items, filter, period, kpi, conversations }
}

function noViews(error: unknown): { items: [] } {
  if (isApiError(error) && error.status === 403) return { items: [] }
  throw error
}

/** What failed on our side is tried again by its own part of the page; a wrong period concerns all of them. */
function refusal(error: unknown): { refused: string } | null {
  if (!isApiError(error) || error.status === 401 || error.status === 403) throw error
  return error.code === 'analytics.range_too_long' ? { refused: error.detail } : null
}

/** Opening the rows over the dashboard, or closing them, leaves its figures as they are. */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args
  if (formMethod && formMethod !== 'GET') return defaultShouldRevalidate
  if (currentUrl.href === nextUrl.href) return defaultShouldRevalidate
  return !isSameFilter(currentUrl.searchParams, nextUrl.searchParams)
}

type Data = Route.ComponentProps['loaderData']

function barFilters({ choices }: Data): BarFilter[] {
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return [
    { kind: 'period', label: 'Period' },
    {
      kind: 'select',
      name: 'compare',
      label: 'Compare',
      any: 'With the period before',
      options: [
        { value: 'year', label: 'With a year before' },
        { value: 'none', label: 'Without comparison' },
      ],
    },
    { kind: 'multi', name: 'channel', label: 'Channel', options: options(choices.channels) },
    ...(choices.isOwnOnly
      ? []
      : ([
          ...(choices.teams.length > 0
            ? [{ kind: 'multi', name: 'team', label: 'Team', options: options(choices.teams) }]
            : []),
          { kind: 'multi', name: 'agent', label: 'Agent', options: options(choices.agents) },
        ] as BarFilter[])),
    { kind: 'switch', name: 'businessHours', label: 'Business hours' },
  ]
}

/** How well we answer, and what it brings in. */
export default function DashboardPage({ loaderData }: Route.ComponentProps) {
  const { filter, period, settings, choices } = loaderData
  const { dialog, ...views } = useSavedViews('dashboard', loaderData.views)
  const files = useExports(filter)
  const { zone } = useLocale()
  const isMoving = useNavigation().state === 'loading'
  useLiveFigures(settings.refreshSeconds)
  return (
    <ExportsProvider start={(...words) => void files.start(...words)}>
      <DashboardProvider filter={filter} period={period} thresholds={settings.inForce} today={choices.today}>
        <PageHead
          title="Effectiveness"
          lead="How well we answer, and what it brings in. Every figure opens the rows behind it."
          actions={<ExportsMenu />}
        />
        <div className="dash-filters">
          <FilterBar filters={barFilters(loaderData)} {...views} />
        </div>
        <p className="dash-span muted t12 tn">{spanWords(period.from, period.to, choices.today, zone)}</p>
        {choices.isOwnOnly && (
          <div className="dash-stale">
            <Banner tone="info">You see your own figures. Managers see everybody’s.</Banner>
          </div>
        )}
        {choices.channels.length === 0 && <NoChannel />}
        <KeepsPlace className={isMoving ? 'dash-moving' : undefined}>
          <Parts data={loaderData} />
        </KeepsPlace>
        <ExportsTray files={files.underWay} onCancel={files.cancel} />
        {dialog}
        <Outlet />
      </DashboardProvider>
    </ExportsProvider>
  )
}

/** A new organisation: why there is nothing to see, and what to do about it. */
function NoChannel() {
  const mayConnect = useMay('inbox.manage')
  return (
    <div className="dash-stale">
      <Banner
        tone="info"
        actions={
          mayConnect && (
            <LinkButton size="sm" to="/settings/channels">
              Connect a channel
            </LinkButton>
          )
        }
      >
        Nothing can be counted yet: no channel is connected. Figures appear with the first message.
      </Banner>
    </div>
  )
}

/** A link to rows opens them over the page, wherever that is scrolled to; with a key held it is the browser's. */
function KeepsPlace({ className, children }: { className: string | undefined; children: ReactNode }) {
  const navigate = useNavigate()
  const open = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href*="/dashboard/rows/"]')
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    void navigate(link.pathname + link.search, { preventScrollReset: true })
  }
  return (
    <div className={className} onClickCapture={open}>
      {children}
    </div>
  )
}

/** `28 Oct to 26 Nov, London time`; a period that is under way ends now. */
function spanWords(from: string, to: string, today: string, zone: string): string {
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ')
  const end = to === today ? 'now' : `the end of ${dayWords(to, 'en-GB', true)}`
  return `${dayWords(from, 'en-GB', true)} to ${end}, ${place} time`
}

const Whatsapp = lazy(() => import('./sections/whatsapp.tsx'))
const Load = lazy(() => import('./sections/load.tsx'))
const Agents = lazy(() => import('./sections/agents.tsx'))
const Automation = lazy(() => import('./sections/automation.tsx'))
const Business = lazy(() => import('./sections/business.tsx'))

const boxes = (...cards: [span: number, height: number][]) =>
  cards.map(([span, height]) => ({ span, height }))

function Parts({ data }: { data: Data }) {
  const { kpi, conversations } = data
  const refused = [kpi, conversations].find((part) => part !== null && 'refused' in part)
  if (refused) {
    return (
      <div className="card">
        <EmptyState
          icon="calendar"
          title="This period is too long"
          action={<LinkButton to="/dashboard">Show the last 30 days</LinkButton>}
        >
          {(refused as { refused: string }).refused}
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      <Section id="now" title="At a glance" endpoint={getKpi} initial={kpi as never} tiles={7} cards={[]}>
        {(figures) => <KpiStrip kpi={figures} />}
      </Section>
      <Section
        id="conversations"
        title="Conversations"
        endpoint={getConversationEffectiveness}
        initial={conversations as never}
        tiles={5}
        cards={conversationCards}
      >
        {(figures) => <Conversations data={figures} />}
      </Section>
      <LaterParts />
    </>
  )
}

/** The parts below, each with the room it will take. */
function LaterParts() {
  const parts = [
    {
      id: 'whatsapp',
      title: 'WhatsApp',
      endpoint: getWhatsappPerformance,
      Part: Whatsapp,
      tiles: 5,
      cards: boxes([7, 200], [5, 200], [7, 420], [5, 420]),
    },
    {
      id: 'load',
      title: 'Customer load',
      endpoint: getCustomerLoad,
      Part: Load,
      tiles: 4,
      cards: boxes([7, 330], [5, 330], [12, 350], [6, 320], [6, 320]),
    },
    {
      id: 'agents',
      title: 'People',
      endpoint: getAgentProductivity,
      Part: Agents,
      tiles: 5,
      cards: boxes([12, 620], [6, 420], [6, 420]),
    },
    {
      id: 'automation',
      title: 'Bot and automation',
      endpoint: getAutomationImpact,
      Part: Automation,
      tiles: 6,
      cards: boxes([5, 520], [7, 520], [4, 480], [8, 480]),
    },
    {
      id: 'business',
      title: 'Business',
      endpoint: getBusinessImpact,
      Part: Business,
      tiles: 5,
      cards: boxes([8, 420], [4, 420], [12, 260]),
    },
  ] as const
  return parts.map(({ Part, ...part }) => (
    <Section key={part.id} {...(part as (typeof parts)[0])}>
      {(figures) => (
        <Suspense fallback={<PartSkeleton title={part.title} tiles={part.tiles} cards={part.cards} />}>
          <Part data={figures as never} />
        </Suspense>
      )}
    </Section>
  ))
}
