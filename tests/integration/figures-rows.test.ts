import pg from 'pg'
import { expect, test } from 'vitest'
import * as contract from '#modules/analytics/contract.ts'
import type { Who } from '#platform/context.ts'
import { checkRollups, refreshRollups } from '#platform/rollups.ts'
import { testWorld } from '#platform/testing/world.ts'
import { metrics } from '../../src/modules/analytics/domain/metrics.ts'
import { modules } from '../../src/modules.ts'
import { type InboxFacts, NOW, writeInbox } from './inbox-facts.ts'

const world = await testWorld()
const rollups = modules.flatMap((module) => module.rollups ?? [])

async function settle(orgId: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  await refreshRollups(client, rollups, orgId)
  await client.end()
  // As the worker does: what was remembered of the figures is forgotten.
  world.services.live.changed(orgId, [{ topic: 'figures', name: 'figures.refreshed', ids: [], at: NOW }])
}

type Filter = Parameters<typeof contract.getKpi.input.parse>[0] & Record<string, unknown>

/** Every figure that the sections show under a filter, by its key. */
async function figuresShown(filter: Filter, who: Who): Promise<Map<string, number | null>> {
  const ask = async <E extends Parameters<typeof world.call>[0]>(endpoint: E) => {
    const answer = await world.call(endpoint, filter as never, who)
    expect(endpoint.output.safeParse(answer).error, endpoint.path).toBeUndefined()
    return answer
  }
  const kpi = await ask(contract.getKpi)
  const talks = await ask(contract.getConversationEffectiveness)
  const agents = await ask(contract.getAgentProductivity)
  const automation = await ask(contract.getAutomationImpact)
  const business = await ask(contract.getBusinessImpact)
  const sections = [kpi, talks, agents, automation, business]
  sections.push(
    (await ask(contract.getWhatsappPerformance)) as never,
    (await ask(contract.getCustomerLoad)) as never,
  )
  const shown = new Map<string, number | null>()
  for (const value of sections.flatMap((one) => Object.values(one))) {
    if (value && typeof value === 'object' && 'key' in value && 'definition' in value) {
      const { key, value: figure } = value as { key: string; value: number | null }
      if (shown.has(key)) expect(shown.get(key), `${key} in two sections`).toBe(figure)
      shown.set(key, figure)
    }
  }
  shown.set('response_time_p50', kpi.responseTime.p50)
  shown.set('response_time_p90', kpi.responseTime.p90)
  shown.set('replies_within', kpi.responseTime.slaPercent)
  shown.set(
    'replies',
    agents.agents.reduce((sum, { replies }) => sum + replies, 0),
  )
  shown.set('rating_bot', automation.satisfaction.bot)
  shown.set('rating_human', automation.satisfaction.human)
  shown.set(
    'campaign_conversions',
    business.campaigns.reduce((sum, { conversions }) => sum + conversions, 0),
  )
  const [only] = agents.agents
  if (only && agents.agents.length === 1) {
    const ranked = talks.ranking.find(({ id }) => id === only.id)
    shown.set('agent_score', only.score)
    shown.set('rating', only.rating)
    shown.set('first_reply_p50', ranked?.firstReplyP50 ?? null)
    shown.set('first_reply_p90', ranked?.firstReplyP90 ?? null)
  }
  return shown
}

/** All rows of a figure, page by page, with what they add up to. */
async function rowsOf(metric: string, filter: Filter, who: Who, limit = 500) {
  const values: (number | null)[] = []
  const ids = new Set<string>()
  let cursor: string | undefined
  for (;;) {
    const page = await world.call(contract.listMetricRows, { ...filter, metric, limit, cursor } as never, who)
    for (const row of page.rows) {
      values.push(row.value)
      ids.add(row.id)
    }
    cursor = page.nextCursor
    if (!cursor) return { ...page, values, ids }
  }
}

const WHOLE = { from: '2026-03-01', to: '2026-11-10' }
const SPRING = { from: '2026-03-20', to: '2026-04-12' }
const AUTUMN = { from: '2026-09-28', to: '2026-10-31' }

type Case = [words: string, filter: (facts: InboxFacts) => Filter]
const cases: [zone: string, cases: Case[]][] = [
  [
    'Europe/London',
    [
      ['everything', () => WHOLE as never],
      ['one person', ({ agents }) => ({ ...WHOLE, agent: [agents[0]!] }) as never],
      ['business hours', () => ({ ...AUTUMN, businessHours: true }) as never],
    ],
  ],
  [
    'Australia/Lord_Howe',
    [
      ['a team', ({ teams }) => ({ ...AUTUMN, team: [teams[0]!] }) as never],
      ['one channel', ({ channels }) => ({ ...SPRING, channel: [channels[0]!] }) as never],
    ],
  ],
  [
    'Asia/Kolkata',
    [
      [
        'a person on a channel',
        ({ agents, channels }) => ({ ...WHOLE, agent: [agents[1]!], channel: channels.slice(0, 2) }) as never,
      ],
      ['a single day', () => ({ from: '2026-10-25', to: '2026-10-25' }) as never],
    ],
  ],
]

test.each(cases)(
  'in %s the rows behind every figure add up to it (ANLY-013 to ANLY-019)',
  async (zone, filters) => {
    world.setNow(NOW)
    const facts = await writeInbox(world, { zone })
    await settle(facts.orgId)
    const who = await world.as(facts.orgId, 'owner')
    for (const [words, filterOf] of filters) {
      const filter = filterOf(facts)
      const shown = await figuresShown(filter, who)
      for (const key of Object.keys(metrics)) {
        const rows = await rowsOf(key, filter, who)
        const name = `${key}, ${words}`
        expect(
          rows.values.reduce((sum: number, value) => sum + (value ?? 0), 0),
          name,
        ).toBeCloseTo(rows.sum ?? 0, 3)
        if (key !== 'cost_per_conversation') expect(rows.values, name).toHaveLength(rows.count)
        if (!shown.has(key)) continue
        const figure = shown.get(key) ?? 0
        if (/_p[59]0$/.test(key))
          expect(Math.abs(figure - (rows.value ?? 0)), name).toBeLessThanOrEqual(
            0.0501 * (rows.value ?? 0) + 0.05,
          )
        else expect(rows.value ?? 0, name).toBeCloseTo(figure, 2)
      }
    }
    expect(await checkRollups(world.services, rollups, facts.orgId)).toEqual([])
    world.setNow(null)
  },
)

const asMember = async (orgId: string, memberId: string, role: string): Promise<Who> => {
  const who = await world.as(orgId, role)
  return { ...who, actor: { ...who.actor, memberId } as Who['actor'] }
}

test('agents see their own figures whatever they ask for; who runs the team sees everybody (ANLY-023)', async () => {
  world.setNow(NOW)
  const { orgId, agents, teams } = await writeInbox(world, { zone: 'Europe/London', conversations: 80 })
  await settle(orgId)
  const [mine, other] = agents as [string, string]
  const own = await asMember(orgId, mine, 'agent')
  const manager = await world.as(orgId, 'manager')
  const figures = async (filter: object, who: Who) =>
    [...(await figuresShown({ ...WHOLE, ...filter } as never, who))].filter(
      ([key]) => key !== 'broadcast_success',
    )
  const expected = await figures({ agent: [mine] }, manager)
  for (const filter of [{}, { agent: [mine] }, { agent: agents }, { team: [teams[0]!] }]) {
    expect(await figures(filter, own), JSON.stringify(filter)).toEqual(expected)
  }
  expect(await figures({}, manager)).not.toEqual(expected)
  const others = await world.call(contract.getAgentProductivity, { ...WHOLE, agent: [other] } as never, own)
  expect([others.agents, others.handled.value]).toEqual([[], null])
  const rows = await rowsOf('conversations', { ...WHOLE, agent: [other] } as never, own)
  expect([rows.count, rows.rows]).toEqual([0, []])
  const mineOnly = await rowsOf('conversations', WHOLE as never, own)
  expect(new Set(mineOnly.rows.map(({ agentName }) => agentName))).toEqual(new Set(['Ewa Lis']))
  const choices = await world.call(contract.getDashboardChoices, {}, own)
  expect([choices.isOwnOnly, choices.agents.map(({ id }) => id), choices.teams]).toEqual([true, [mine], []])
  expect((await world.call(contract.getDashboardChoices, {}, manager)).agents).toHaveLength(agents.length)
  world.setNow(null)
})

test('people of another organisation have nothing here, and customers’ pages no figures at all', async () => {
  const { orgId, agents } = await writeInbox(world, { zone: 'Europe/London', conversations: 30 })
  await settle(orgId)
  const stranger = await world.as(await world.newOrg(), 'owner')
  const shown = await world.call(
    contract.getConversationEffectiveness,
    { ...WHOLE, agent: [agents[0]!] } as never,
    stranger,
  )
  expect([shown.conversations.value, shown.ranking]).toEqual([null, []])
  await expect(world.call(contract.getKpi, WHOLE as never, world.guest(orgId))).rejects.toThrow('sign in')
  await expect(world.call(contract.getKpi, WHOLE as never, await world.as(orgId, 'staff'))).rejects.toThrow(
    'role',
  )
})

test.each([
  [{ from: '2026-11-10', to: '2026-11-09' }, 'input.invalid'],
  [{ from: '2022-11-10', to: '2026-11-09' }, 'analytics.range_too_long'],
])('a period such as %o is refused', async (period, code) => {
  const who = await world.as(await world.newOrg(), 'owner')
  await expect(world.call(contract.getKpi, period as never, who)).rejects.toMatchObject({ code })
  const rows = { ...period, metric: 'conversations' } as never
  await expect(world.call(contract.listMetricRows, rows, who)).rejects.toMatchObject({ code })
})

test('an organisation without a single conversation has no figures: none everywhere, never zero', async () => {
  const who = await world.as(await world.newOrg(), 'owner')
  const shown = await figuresShown({ from: '2026-10-01', to: '2026-10-30' } as never, who)
  expect([...shown].filter(([, value]) => value !== null && value !== 0)).toEqual([])
  const none = [
    'active_conversations',
    'open_tickets',
    'messages_today',
    'response_time',
    'conversations',
    'leads',
  ]
  for (const key of [...none, 'whatsapp_failed', 'new_customers', 'time_saved'])
    expect(shown.get(key), key).toBeNull()
  await expect(
    world.call(
      contract.listMetricRows,
      { from: '2026-10-01', to: '2026-10-30', metric: 'nonsense' } as never,
      who,
    ),
  ).rejects.toMatchObject({ code: 'analytics.metric_not_found' })
})

test('open conversations at the end of earlier days are those that were open then (ANLY-028)', async () => {
  world.setNow(NOW)
  const { orgId } = await writeInbox(world, { zone: 'Europe/London', conversations: 120 })
  await settle(orgId)
  const who = await world.as(orgId, 'owner')
  const { activeConversations: active } = await world.call(
    contract.getKpi,
    { from: '2026-10-20', to: '2026-10-30' } as never,
    who,
  )
  const openAt = async (at: string) => {
    const [row] = await world.sql<{ n: number }>(
      `select count(*)::int as n from inbox.conversations c where c.org_id = $1 and c.opened_at < $2
         and not exists (select from inbox.resolutions r where r.org_id = $1 and r.conversation_id = c.id
           and r.resolved_at < $2 and (r.reopened_at is null or r.reopened_at >= $2))
         and (c.status <> 'resolved' or exists (select from inbox.resolutions r where r.org_id = $1 and r.conversation_id = c.id))`,
      [orgId, at],
    )
    return row!.n
  }
  expect(active.spark[0]).toBe(await openAt('2026-10-20T23:00:00Z'))
  expect(active.spark[5]).toBe(await openAt('2026-10-26T00:00:00Z'))
  expect(active.spark.at(-1)).toBe(await openAt('2026-10-31T00:00:00Z'))
  expect(active.previous).toBe(await openAt('2026-10-19T23:00:00Z'))
  expect(active.value).toBe(await openAt('2026-11-10T12:00:01Z'))
  world.setNow(null)
})

test('thresholds of the organisation colour the figures; yellow must come before red (ANLY-034)', async () => {
  world.setNow(NOW)
  const { orgId } = await writeInbox(world, { zone: 'Europe/London', conversations: 60 })
  await settle(orgId)
  const who = await world.as(orgId, 'manager')
  const tone = async () =>
    (await world.call(contract.getConversationEffectiveness, WHOLE as never, who)).resolutionRate.tone
  const set = (warn: number, bad: number) =>
    world.call(
      contract.updateDashboardSettings,
      { thresholds: { resolution_rate: { better: 'up', warn, bad } } },
      who,
    )
  await set(10, 5)
  expect(await tone()).toBe('good')
  const { inForce } = await set(100, 99)
  expect(await tone()).toBe('bad')
  expect([inForce.resolution_rate!.warn, inForce.delivery_rate!.warn]).toEqual([100, 95])
  await expect(set(10, 20)).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(
    world.call(
      contract.updateDashboardSettings,
      { thresholds: { nonsense: { better: 'up', warn: 2, bad: 1 } } },
      who,
    ),
  ).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(
    world.call(contract.updateDashboardSettings, { refreshSeconds: 5 }, await world.as(orgId, 'agent')),
  ).rejects.toMatchObject({ code: 'auth.forbidden' })
  world.setNow(null)
})

test('a section asked for again costs no statement until the figures change (PLAT-058, PLAT-059, PLAT-060)', async () => {
  world.setNow(NOW)
  const { orgId } = await writeInbox(world, { zone: 'Europe/London', conversations: 30 })
  await settle(orgId)
  const who = await world.as(orgId, 'owner')
  const ask = () => world.call(contract.getConversationEffectiveness, WHOLE as never, who)
  const before = await ask()
  expect(await world.countQueries(ask)).toBe(0)
  await world.sql(`delete from inbox.conversations where org_id = $1 and number % 2 = 0`, [orgId])
  await settle(orgId)
  expect((await ask()).conversations.value).toBeLessThan(before.conversations.value!)
  world.setNow(null)
})

test('a longer period costs no more statements', async () => {
  const { orgId } = await writeInbox(world, { zone: 'Europe/London', conversations: 30 })
  await settle(orgId)
  const who = await world.as(orgId, 'owner')
  const cost = (filter: object) => {
    world.services.cache.changed(orgId, ['figures', 'settings', 'conversations', 'tickets', 'agents'])
    return world.countQueries(() => figuresShown(filter as never, who))
  }
  await cost(SPRING)
  expect(await cost({ from: '2025-01-01', to: '2026-11-10' })).toBeLessThanOrEqual(
    await cost({ from: '2026-11-01', to: '2026-11-10' }),
  )
})
