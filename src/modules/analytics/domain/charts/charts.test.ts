import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ConversationEffectiveness, CustomerLoad, WhatsappPerformance } from '../sections.ts'
import { agentBars } from './agent-bars.ts'
import { incoming } from './customer-load.ts'
import { funnel } from './funnel.ts'
import { heatmap, stepOf, topOf } from './heatmap.ts'
import type { ChartOption, ChartPoint } from './look.ts'
import { escapeText, niceScale, spread } from './parts.ts'
import { printColours, printLook } from './print-look.ts'
import { resolvedOpen } from './resolved-open.ts'
import { responseTime } from './response-time.ts'
import { slaGauge } from './sla.ts'

const words = { locale: 'en-GB', zone: 'Europe/London', currency: 'GBP' }
const limits = { sla_compliance: { better: 'up', warn: 95, bad: 90 } } as const
const look = printLook(words, limits, 640)
const metric = (key: string, value: number | null = 1) => ({ key, value, part: null, whole: null })

function conversations(part: object): ConversationEffectiveness {
  return {
    conversations: metric('conversations', 30),
    firstReply: metric('first_reply'),
    slaCompliance: { ...metric('sla_compliance', 94.1), part: 1208, whole: 1284 },
    targetSeconds: 900,
    perAgent: [],
    responseTime: [],
    slaPerChannel: [],
    ...part,
  } as unknown as ConversationEffectiveness
}

const points = (option: ChartOption, name: string) =>
  option.series.find((series) => series.name === name)!.data as ChartPoint[]

describe('the colours of paper', () => {
  const tokens = readFileSync('src/web/kit/tokens.css', 'utf8').split(':root[data-theme')[0]!
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1]

  test('are the light tokens of the screen (ANLY-138)', () => {
    expect(printColours.series).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((index) => token(`c${index}`)))
    expect(printColours.steps).toEqual([0, 1, 2, 3, 4, 5].map((index) => token(`s${index}`)))
    const { series: _, steps: __, ...single } = printColours
    for (const [name, colour] of Object.entries(single)) {
      expect([name, colour]).toEqual([
        name,
        token(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
      ])
    }
  })
})

describe('bars', () => {
  const agents = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: index === 2 ? null : `agent-${index}`,
      name: index === 2 ? 'Bot' : `Agent ${index}`,
      conversations: 100 - index,
      share: 5,
    }))
  const build = (count: number) => agentBars.build(conversations({ perAgent: agents(count) }), look)!

  test('begin at zero and open the rows of their agent; the bot is grey and opens none', () => {
    const { option } = build(4)
    expect(option.xAxis).toMatchObject({ min: 0 })
    const data = option.series[0]!.data as ChartPoint[]
    expect(data.map(({ rows }) => rows?.of)).toEqual(['agent-0', 'agent-1', undefined, 'agent-3'])
    expect(data[2]).toMatchObject({ itemStyle: { color: printColours.series[7] } })
  })

  test('beyond a dozen the rest is one bar, and nothing is lost from the sum', () => {
    const { option } = build(50)
    const data = option.series[0]!.data as ChartPoint[]
    expect(data).toHaveLength(12)
    const all = agents(50).reduce((sum, agent) => sum + agent.conversations, 0)
    expect(data.reduce((sum, { value }) => sum + (value as number), 0)).toBe(all)
  })

  test('nothing counted is no chart, not an empty one', () => {
    expect(agentBars.build(conversations({ perAgent: [] }), look)).toBeNull()
  })
})

describe('lines', () => {
  const day = (index: number, p50: number | null, isClosed = false) => ({
    ...{ day: `2026-11-${String(index).padStart(2, '0')}`, isClosed },
    ...{ average: p50, p50, p90: p50 === null ? null : p50 * 3 },
  })
  const days = [day(1, null, true), day(2, 240), day(3, 200), day(4, null), day(5, 210)]
  const { option, summary } = responseTime.build(conversations({ responseTime: days }), look)!

  // The axis counts in the unit that reads best: here in minutes, of seconds that were given.
  test('an empty day is a gap, never a zero (ANLY-139)', () => {
    const line = option.series.find(({ name }) => name === 'p50')!
    expect(line.connectNulls).toBe(false)
    expect(points(option, 'p50').map(({ value }) => value)).toEqual([null, 4, 200 / 60, null, 3.5])
  })

  test('a day between two gaps is still seen', () => {
    expect(points(option, 'p50')[4]).not.toHaveProperty('itemStyle')
    expect(points(option, 'p50')[1]).toMatchObject({ itemStyle: { opacity: 0 } })
  })

  test('closed days are shaded, and only those', () => {
    const shade = option.series.find(({ type }) => type === 'bar')!.data
    expect(shade.map((value) => value !== null)).toEqual([true, false, false, false, false])
  })

  test('the scale begins at zero and holds the target', () => {
    const { min, max } = option.yAxis as { min: number; max: number }
    expect(min).toBe(0)
    expect(max).toBeGreaterThanOrEqual(900 / 60)
  })

  test('the sentence for those who do not see it names the change', () => {
    expect(summary).toContain('from 4:00 min to 3:30 min')
  })
})

test('gauge and bullets begin at zero, end at a hundred, and tell their state by shape as well as colour (ANLY-039)', () => {
  const channel = (name: string, percent: number) => ({
    id: name,
    name,
    met: percent,
    breached: 100 - percent,
    percent,
  })
  const slaPerChannel = [channel('WhatsApp', 96), channel('SMS', 92), channel('Calls', 87)]
  const data = conversations({ slaPerChannel })
  const { option, rowsOf } = slaGauge.build(data, look)!
  expect(option.xAxis).toMatchObject({ min: 0, max: 100 })
  const label = option.series.at(-2)!.label as { formatter: (at: { dataIndex: number }) => string }
  const shapes = [0, 1, 2].map((dataIndex) => /[●▲◆]/.exec(label.formatter({ dataIndex }))?.[0])
  expect(shapes).toEqual(['●', '▲', '◆'])
  const gauge = option.series.at(-1)!
  const drawn = JSON.stringify((gauge.renderItem as () => unknown)())
  expect([drawn.includes('▲ 94.1%'), drawn.includes('"95"')]).toEqual([true, true])
  // Whoever cannot press a mark finds the same rows in the table, line by line.
  expect(rowsOf?.map((rows) => rows?.via)).toEqual([undefined, 'WhatsApp', 'SMS', 'Calls'])
  expect(slaGauge.table(data).rows).toHaveLength(rowsOf!.length)
})

test('the funnel draws what was lost since the step before', () => {
  const step = (key: string, value: number, percentOfPrevious: number | null) => ({
    key,
    name: key,
    value,
    percentOfPrevious,
  })
  const steps = [step('sent', 100, null), step('delivered', 90, 90), step('read', 60, 66.7)]
  const data = { funnel: steps, sent: metric('whatsapp_sent') } as unknown as WhatsappPerformance
  const { option } = funnel.build(data, look)!
  expect((option.series[0]!.data as ChartPoint[]).map(({ value }) => value)).toEqual([100, 90, 60])
  expect(option.series[1]!.data).toEqual([0, 10, 30])
})

test('a target shorter than the axis’s unit is named in a unit of its own', () => {
  const slow = { day: '2026-11-02', isClosed: false, average: 40_000, p50: 30_000, p90: 90_000 }
  const { option } = responseTime.build(conversations({ responseTime: [slow] }), look)!
  const names = JSON.stringify(option.series.find(({ name }) => name === 'p90')!.markPoint)
  expect(names).toContain('target 15 min')
})

test('the parts of a whole make up the ring, and each opens its rows in the table as well (ANLY-040)', () => {
  const data = conversations({
    resolvedVsOpen: { resolved: 2454, open: 47 },
    resolutionRate: metric('resolution_rate'),
  })
  const { option, rowsOf } = resolvedOpen.build(data, look)!
  const ring = option.series.find(({ name }) => name === 'ring')!
  expect((ring.data as ChartPoint[]).map(({ value }) => value)).toEqual([2454, 47])
  expect(rowsOf).toHaveLength(resolvedOpen.table(data).rows.length)
  const first = (ring.renderItem as (at: object) => object)({ dataIndex: 0 })
  expect(JSON.stringify(first)).toContain('2,501')
})

test('what draws itself names its letters part by part: pictures leave out a typeface said in one (ANLY-140)', () => {
  const gauge = slaGauge.build(conversations({}), look)!.option.series.at(-1)!
  const drawn = JSON.stringify((gauge.renderItem as () => unknown)())
  expect([drawn.includes('"fontSize":24'), drawn.includes('"font":')]).toEqual([true, false])
})

test('an hour of the load opens the rows of that hour', () => {
  const perHour = [{ at: '2026-11-23T09:00:00.000Z', value: 12, isPeak: true }]
  const data = { perHour, incoming: metric('incoming_messages') } as unknown as CustomerLoad
  const { option } = incoming.build(data, look)!
  expect((option.series[0]!.data as ChartPoint[])[0]!.rows).toEqual({
    metric: 'incoming_messages',
    on: '2026-11-23',
    part: '1-09',
  })
})

test('the heat map leaves closed hours empty and keeps zero as a field', () => {
  const slots = [
    { weekday: 1, hour: 9, value: 10 },
    { weekday: 1, hour: 10, value: 0 },
    { weekday: 7, hour: 9, value: null },
  ]
  const data = { heatmap: slots, incoming: metric('incoming_messages') } as unknown as CustomerLoad
  const fields = heatmap.build(data, look)!.option.series[0]!.data as ChartPoint[]
  expect(fields.map(({ rows }) => rows?.part)).toEqual(['1-09'])
  expect([stepOf(0, 10), stepOf(1, 10), stepOf(10, 10)]).toEqual([0, 1, 5])
})

test('one hour far above the others does not make those look alike (ANLY-056)', () => {
  const values = [...Array.from({ length: 39 }, (_, index) => index + 1), 500]
  expect(new Set(values.map((value) => stepOf(value, topOf(values)))).size).toBe(5)
  expect(topOf([])).toBe(0)
})

describe('parts', () => {
  test.each([
    [0, 5, 1],
    [24.5, 25, 5],
    [1284, 1500, 500],
    [0.7, 0.8, 0.2],
  ])('a scale for %d ends at %d in steps of %d', (most, max, interval) => {
    const scale = niceScale(most)
    expect(scale.max).toBeCloseTo(max)
    expect(scale.interval).toBeCloseTo(interval)
  })

  test('labels are moved apart and stay inside', () => {
    const placed = spread([100, 102, 104], 17, 0, 110)
    expect(placed.at(-1)).toBeLessThanOrEqual(110)
    expect(placed[1]! - placed[0]!).toBeGreaterThanOrEqual(17)
    expect(placed[2]! - placed[1]!).toBeGreaterThanOrEqual(17)
  })

  test('a name with markup does not reach the tooltip as markup', () => {
    expect(escapeText('<img src=x onerror="alert(1)">')).toBe(
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;',
    )
  })
})
