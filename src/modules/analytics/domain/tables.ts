import type { DataTable } from './data-table.ts'
import { categoryWords } from './figure-words-metric.ts'
import type {
  AgentProductivity,
  AutomationImpact,
  BusinessImpact,
  ConversationEffectiveness,
  SectionKey,
  Sections,
  WhatsappPerformance,
} from './sections.ts'
import { metricsOf, sectionTitles } from './sections.ts'

/** The ranking of agents: what each did, how fast, how well. */
export function rankingTable({ ranking }: ConversationEffectiveness): DataTable {
  return {
    key: 'ranking',
    title: 'Agent ranking',
    columns: [
      { key: 'name', label: 'Agent', kind: 'text' },
      { key: 'conversations', label: 'Conversations', kind: 'count' },
      { key: 'firstReplyP50', label: 'First reply p50', kind: 'seconds' },
      { key: 'firstReplyP90', label: 'p90', kind: 'seconds' },
      { key: 'resolved', label: 'Resolved', kind: 'count' },
      { key: 'resolutionRate', label: 'Resolution rate', kind: 'percent' },
      { key: 'slaPercent', label: 'SLA kept', kind: 'percent' },
      { key: 'rating', label: 'Rating', kind: 'score' },
    ],
    rows: ranking.map(({ id, marks: _, ...row }) => ({ ...row, id })),
  }
}

/** Everything counted per person. */
export function agentsTable({ agents }: AgentProductivity): DataTable {
  return {
    key: 'agents',
    title: 'Agents',
    columns: [
      { key: 'name', label: 'Agent', kind: 'text' },
      { key: 'state', label: 'Now', kind: 'text' },
      { key: 'stateSince', label: 'Since', kind: 'instant' },
      { key: 'handled', label: 'Handled', kind: 'count' },
      { key: 'replies', label: 'Replies', kind: 'count' },
      { key: 'resolved', label: 'Resolved', kind: 'count' },
      { key: 'resolutionRate', label: 'Resolution rate', kind: 'percent' },
      { key: 'firstReplyP50', label: 'First reply p50', kind: 'seconds' },
      { key: 'onlineSeconds', label: 'Online', kind: 'seconds' },
      { key: 'busySeconds', label: 'Busy', kind: 'seconds' },
      { key: 'awaySeconds', label: 'Away', kind: 'seconds' },
      { key: 'repliesPerHour', label: 'Replies per hour', kind: 'score' },
      { key: 'rating', label: 'Rating', kind: 'score' },
      { key: 'openNow', label: 'Open now', kind: 'count' },
      { key: 'capacity', label: 'Capacity', kind: 'count' },
      { key: 'score', label: 'Score', kind: 'count' },
    ],
    rows: agents.map((agent) => ({ ...agent, repliesPerHour: paceOf(agent) })),
  }
}

/** Less time at the desk than this says nothing about a pace. */
const LEAST_SECONDS = 900

function paceOf(agent: AgentProductivity['agents'][number]): number | null {
  return agent.onlineSeconds + agent.busySeconds < LEAST_SECONDS ? null : agent.repliesPerHour
}

/** What could not be delivered, by reason. */
export function failuresTable({ failures }: WhatsappPerformance): DataTable {
  return {
    key: 'failures',
    title: 'Failed messages',
    columns: [
      { key: 'title', label: 'Reason', kind: 'text' },
      { key: 'category', label: 'Category', kind: 'text' },
      { key: 'code', label: 'Code', kind: 'text' },
      { key: 'count', label: 'Messages', kind: 'count' },
    ],
    rows: failures.map(({ category, ...failure }) => ({
      ...failure,
      category: categoryWords(category),
      part: `${category}:${failure.code}`,
    })),
  }
}

/** Broadcasts and how far they got. */
export function broadcastsTable({ broadcasts }: WhatsappPerformance): DataTable {
  return {
    key: 'broadcasts',
    title: 'Broadcasts',
    columns: [
      { key: 'name', label: 'Broadcast', kind: 'text' },
      { key: 'startedAt', label: 'Started', kind: 'instant' },
      { key: 'recipients', label: 'Recipients', kind: 'count' },
      { key: 'sent', label: 'Sent', kind: 'count' },
      { key: 'delivered', label: 'Delivered', kind: 'count' },
      { key: 'read', label: 'Read', kind: 'count' },
      { key: 'failed', label: 'Failed', kind: 'count' },
      { key: 'successPercent', label: 'Success', kind: 'percent' },
    ],
    rows: broadcasts,
  }
}

/** The numbers we write from and how they are. */
export function sessionsTable({ sessions }: WhatsappPerformance): DataTable {
  return {
    key: 'sessions',
    title: 'WhatsApp numbers',
    columns: [
      { key: 'name', label: 'Number', kind: 'text' },
      { key: 'address', label: 'Address', kind: 'text' },
      { key: 'health', label: 'Health', kind: 'text' },
      { key: 'because', label: 'Because', kind: 'text' },
      { key: 'lastReceivedAt', label: 'Last received', kind: 'instant' },
      { key: 'lastSentAt', label: 'Last sent', kind: 'instant' },
      { key: 'hourPercent', label: 'Delivered in the last hour', kind: 'percent' },
    ],
    rows: sessions,
  }
}

/** What customers wanted of the bot, and how it went. */
export function intentsTable({ intents }: AutomationImpact): DataTable {
  return {
    key: 'intents',
    title: 'Intents',
    columns: [
      { key: 'intent', label: 'Intent', kind: 'text' },
      { key: 'sessions', label: 'Sessions', kind: 'count' },
      { key: 'solved', label: 'Solved', kind: 'count' },
      { key: 'escalated', label: 'Handed over', kind: 'count' },
      { key: 'dropped', label: 'Dropped off', kind: 'count' },
      { key: 'successPercent', label: 'Success', kind: 'percent' },
    ],
    // What was not recognised has no name, and no rows of its own.
    rows: intents.map((row) => ({ ...row, intent: row.intent || 'Not recognised', part: row.intent })),
  }
}

/** Broadcasts by what they brought in. */
export function campaignsTable({ campaigns }: BusinessImpact): DataTable {
  return {
    key: 'campaigns',
    title: 'Campaigns',
    columns: [
      { key: 'name', label: 'Campaign', kind: 'text' },
      { key: 'startedAt', label: 'Started', kind: 'instant' },
      { key: 'recipients', label: 'Recipients', kind: 'count' },
      { key: 'conversions', label: 'Conversions', kind: 'count' },
      { key: 'percent', label: 'Conversion', kind: 'percent' },
      { key: 'revenue', label: 'Revenue', kind: 'money' },
    ],
    rows: campaigns,
  }
}

/** Every figure of the parts, with the period before. Values stand in the unit beside them. */
export function figuresTable(sections: Partial<Sections>, valueOf: FigureCells): DataTable {
  return {
    key: 'figures',
    title: 'Figures',
    columns: [
      { key: 'section', label: 'Section', kind: 'text' },
      { key: 'name', label: 'Figure', kind: 'text' },
      { key: 'value', label: 'Value', kind: 'text' },
      { key: 'previous', label: 'Period before', kind: 'text' },
      { key: 'change', label: 'Change', kind: 'text' },
      { key: 'part', label: 'Part', kind: 'count' },
      { key: 'whole', label: 'Of', kind: 'count' },
      { key: 'definition', label: 'Definition', kind: 'text' },
    ],
    rows: (Object.keys(sectionTitles) as SectionKey[]).flatMap((key) =>
      metricsOf(sections[key] ?? ({} as Sections[SectionKey])).map((metric) => ({
        section: sectionTitles[key],
        name: metric.name,
        ...valueOf(metric),
        part: metric.part,
        whole: metric.whole,
        definition: metric.definition,
      })),
    ),
  }
}

/** How a figure's cells are written: in words of the organisation. */
export type FigureCells = (metric: ReturnType<typeof metricsOf>[number]) => {
  value: string
  previous: string
  change: string
}

interface ListedTable {
  key: string
  section: SectionKey
  build: (sections: Partial<Sections>) => DataTable | null
}

function listed<K extends SectionKey>(key: string, section: K, build: (data: Sections[K]) => DataTable): ListedTable {
  return {
    key,
    section,
    build: (sections) => {
      const data = sections[section]
      return data ? build(data) : null
    },
  }
}

/** Tables that are no chart's other face, by the key that exports name. */
export const tables: readonly ListedTable[] = [
  listed('ranking', 'conversations', rankingTable),
  listed('failures', 'whatsapp', failuresTable),
  listed('broadcasts', 'whatsapp', broadcastsTable),
  listed('sessions', 'whatsapp', sessionsTable),
  listed('agents', 'agents', agentsTable),
  listed('intents', 'automation', intentsTable),
  listed('campaigns', 'business', campaignsTable),
]
