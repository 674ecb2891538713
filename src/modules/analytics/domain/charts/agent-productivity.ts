import { countWords, hoursWords } from '../figure-words.ts'
import type { AgentProductivity } from '../sections.ts'
import { drawBars, longestBars } from './bars.ts'
import { names } from './columns.ts'
import type { ChartLook, ChartSpec } from './look.ts'
import { frame, type Hovered, nameAxis, textOf, tooltip, tooltipText } from './parts.ts'

type Agent = AgentProductivity['agents'][number]

const kinds = [
  { key: 'onlineSeconds', name: 'Online', series: 0 },
  { key: 'busySeconds', name: 'Busy', series: 1 },
  { key: 'awaySeconds', name: 'Away', series: 7 },
] as const

const workOf = (agent: Agent) => agent.onlineSeconds + agent.busySeconds + agent.awaySeconds

/** Time at the desk per person: online, busy, away. */
export const agentTime: ChartSpec<AgentProductivity> = {
  key: 'agent-time',
  title: 'How is the time spent?',
  about: () => 'Signed-in time of the period: online, busy, away',
  build({ agents }, look) {
    const present = agents.filter((agent) => agent.id !== null && workOf(agent) > 0)
    if (present.length === 0) return null
    const shown = [...present].sort((a, b) => workOf(b) - workOf(a)).slice(0, 12)
    return {
      height: 28 + shown.length * 34,
      summary: `${shown[0]!.name} was signed in longest, ${hoursWords(workOf(shown[0]!), look.locale)}.`,
      option: {
        ...frame(look),
        grid: { left: 124, right: 64, top: 26, bottom: 2 },
        legend: names(look, kinds),
        tooltip: tooltip(look, 'item', (hovered: Hovered) => explain(shown[hovered.dataIndex]!, look)),
        xAxis: { type: 'value', show: false, min: 0, max: Math.max(...shown.map(workOf)) },
        yAxis: nameAxis(
          look,
          shown.map(({ name }) => name),
          112,
        ),
        series: kinds.map(({ key, name, series }, index) => ({
          type: 'bar',
          name,
          stack: 'time',
          barWidth: 22,
          itemStyle: {
            color: look.colours.series[series],
            borderRadius: index === kinds.length - 1 ? [0, 4, 4, 0] : 0,
          },
          data: shown.map((agent) => agent[key]),
          ...(index === kinds.length - 1 && { label: totals(look, shown) }),
        })),
      },
    }
  },
  table: ({ agents }) => ({
    key: 'agent-time',
    title: 'Signed-in time per agent',
    columns: [
      { key: 'name', label: 'Agent', kind: 'text' },
      { key: 'online', label: 'Online', kind: 'seconds' },
      { key: 'busy', label: 'Busy', kind: 'seconds' },
      { key: 'away', label: 'Away', kind: 'seconds' },
    ],
    rows: agents
      .filter(({ id }) => id !== null)
      .map(({ name, onlineSeconds, busySeconds, awaySeconds }) => ({
        name,
        online: onlineSeconds,
        busy: busySeconds,
        away: awaySeconds,
      })),
  }),
}

function totals(look: ChartLook, shown: readonly Agent[]) {
  return {
    show: true,
    position: 'right',
    distance: 8,
    textBorderWidth: 0,
    ...textOf(look, 'ink', 600),
    formatter: ({ dataIndex }: { dataIndex: number }) => hoursWords(workOf(shown[dataIndex]!), look.locale),
  }
}

function explain(agent: Agent, look: ChartLook): string {
  return tooltipText(
    agent.name,
    kinds.map(({ key, name, series }) => ({
      name,
      value: hoursWords(agent[key], look.locale),
      colour: look.colours.series[series],
    })),
  )
}

/** Who has how much, beside the even share. */
export const workload: ChartSpec<AgentProductivity> = {
  key: 'workload',
  title: 'Is the work shared evenly?',
  about: ({ balance }, { locale }) =>
    balance.value === null
      ? 'Conversations per person'
      : `Conversations per person. Balance ${countWords(balance.value, locale)} of 100`,
  build({ workload: people, handled }, look) {
    const total = people.reduce((sum, { conversations }) => sum + conversations, 0)
    if (total === 0) return null
    const even = total / people.length
    const most = people.reduce((a, b) => (b.conversations > a.conversations ? b : a))
    const bars = longestBars(people, (others) => ({
      id: null,
      name: `${others.length} others`,
      conversations: others.reduce((sum, one) => sum + one.conversations, 0),
      openNow: others.reduce((sum, one) => sum + one.openNow, 0),
    }))
    return drawBars(
      look,
      bars.map(({ id, name, conversations, openNow }) => ({
        name,
        value: conversations,
        label: countWords(conversations, look.locale),
        detail: `${countWords(openNow, look.locale)} open`,
        rows: id === null ? undefined : { metric: handled.key, of: id },
      })),
      {
        what: 'Conversations',
        labelWidth: 104,
        mark: { at: even, name: `even share ${countWords(even, look.locale)}` },
        summary: `The even share is ${countWords(even, look.locale)} conversations a person; ${most.name} has most, ${countWords(most.conversations, look.locale)}.`,
      },
    )
  },
  table: ({ workload: people }) => ({
    key: 'workload',
    title: 'Workload per agent',
    columns: [
      { key: 'name', label: 'Agent', kind: 'text' },
      { key: 'conversations', label: 'Conversations', kind: 'count' },
      { key: 'openNow', label: 'Open now', kind: 'count' },
    ],
    rows: people.map(({ name, conversations, openNow }) => ({ name, conversations, openNow })),
  }),
}
