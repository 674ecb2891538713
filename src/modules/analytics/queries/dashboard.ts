import { getOrganization, listTeam } from '#modules/identity/public.ts'
import { type FigureFilter, readFigureChoices } from '#modules/inbox/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { figureState } from '#platform/rollups.ts'
import { permit } from '#values/actor.ts'
import { AppError, invalidInput } from '#values/errors.ts'
import { epochDay, localDay } from '#values/zone.ts'
import type { DashboardFilter } from '../contract/dashboard.ts'
import type { DashboardSettings } from '../contract/settings.ts'
import { comparedWith, daysOf, MOST_DAYS, type Span } from '../domain/period.ts'
import { chosenAgents, visibleAgents } from '../domain/visible-agents.ts'
import { loadDashboardSettings } from './dashboard-settings.ts'

type Choices = Awaited<ReturnType<typeof readFigureChoices>>

/** What every section starts from: the filter as it holds for the reader, the period, names and settings. */
export interface Dashboard {
  input: DashboardFilter
  filter: FigureFilter
  span: Span
  days: readonly string[]
  previous: Span | null
  today: string
  zone: string
  currency: string
  settings: DashboardSettings
  channels: Choices['channels']
  /** Version of the kept figures, and until when they hold. */
  version: number
  asOf: string
}

const SECONDS = 10
/** The KPI cache of thirty seconds (PLAT-058); a new version of the figures is not found under an old name. */
const KEPT_SECONDS = 30

/** Settles who may see what and what was asked for. Refuses periods that end before they begin or are too long. */
export async function openDashboard(ctx: QueryContext, input: DashboardFilter): Promise<Dashboard> {
  permit(ctx, 'figures.view')
  const length = epochDay(input.to) - epochDay(input.from) + 1
  if (length < 1) throw invalidInput([{ path: ['to'], message: 'Choose a day on or after the first one.' }])
  if (length > MOST_DAYS) throw new AppError('analytics.range_too_long')
  const [{ zone, currency }, choices, settings, state] = await Promise.all([
    getOrganization(ctx),
    loadChoices(ctx),
    loadDashboardSettings(ctx),
    figureState(ctx),
  ])
  const span = { from: input.from, to: input.to }
  const agents = chosenAgents(visibleAgents(ctx.actor), {
    agents: input.agent,
    teams: input.team,
    membersOf: (teamId) => choices.teams.find(({ id }) => id === teamId)?.memberIds ?? [],
  })
  return {
    input,
    filter: { agents: agents?.toSorted() ?? null, channels: input.channel?.toSorted() ?? null },
    span,
    days: daysOf(span),
    previous: comparedWith(span, input.compare),
    today: localDay(zone, ctx.now.epochMilliseconds),
    zone,
    currency,
    settings,
    channels: choices.channels,
    ...state,
  }
}

/** Channels and teams; remembered for some seconds. */
export function loadChoices(ctx: QueryContext): Promise<Choices> {
  return ctx.cache.remember(ctx.orgId, 'figure-choices', ['channels', 'settings', 'members'], SECONDS, () =>
    readFigureChoices(ctx),
  )
}

/** Names of everybody who works here or did, by member id. */
export async function loadNames(ctx: QueryContext): Promise<ReadonlyMap<string, string>> {
  const team = await ctx.cache.remember(ctx.orgId, 'figure-people', ['members'], SECONDS, () => listTeam(ctx))
  return new Map(team.map(({ id, name }) => [id, name]))
}

/** The fields that every section carries. */
export const metaOf = ({ asOf, zone, currency }: Dashboard) => ({ asOf, zone, currency })

/**
 * Something read from the kept figures, remembered until they change: sections that need the same read it once
 * (PLAT-059, PLAT-060). What is remembered must survive JSON.
 */
export function recall<T>(
  ctx: QueryContext,
  { version }: Dashboard,
  name: readonly unknown[],
  load: () => Promise<T>,
): Promise<T> {
  return ctx.cache.remember(ctx.orgId, `figures:${version}:${JSON.stringify(name)}`, [], KEPT_SECONDS, load)
}

/** A whole section, remembered until the figures or one of the topics change; `today` is part of its name. */
export async function section<T>(
  ctx: QueryContext,
  dashboard: Dashboard,
  options: { name: string; topics?: readonly string[]; seconds?: number },
  build: () => Promise<T>,
): Promise<T & { asOf: string; zone: string; currency: string }> {
  const { version, today, filter, span, previous, input } = dashboard
  const key = JSON.stringify([today, filter, span, previous, input.businessHours])
  const built = await ctx.cache.remember(
    ctx.orgId,
    `dashboard:${options.name}:${version}:${key}`,
    ['settings', ...(options.topics ?? [])],
    options.seconds ?? KEPT_SECONDS,
    build,
  )
  return { ...metaOf(dashboard), ...built }
}
