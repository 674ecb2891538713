import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'
import { Day, Id } from '#values/ids.ts'

const many = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(50).optional())

/** What every section is filtered by. Local days of the organisation, both included. */
export const DashboardFilter = z.object({
  from: Day,
  to: Day,
  /** The period of the same length right before, the same days a year before, or nothing. */
  compare: z.enum(['previous', 'year', 'none']).default('previous'),
  /** Member ids. Agents without the right to see others are confined to themselves whatever they ask. */
  agent: many(Id),
  /** Teams stand for the people who are in them today. */
  team: many(Id),
  channel: many(Id),
  /** Waiting and resolving times in business hours instead of real time. */
  businessHours: z.boolean().or(z.stringbool()).default(false),
})
export type DashboardFilter = z.infer<typeof DashboardFilter>

export const Unit = z.enum(['count', 'percent', 'seconds', 'money', 'score', 'per_hour'])
export type Unit = z.infer<typeof Unit>

export const Tone = z.enum(['good', 'warn', 'bad', 'none'])

/** One figure. `value` null is "none": nothing to count, not zero. Percent with one decimal; money in minor units. */
export const Metric = z.object({
  /** Key in the catalogue; the key of its rows. */
  key: z.string(),
  name: z.string(),
  unit: Unit,
  value: z.number().nullable(),
  /** For shares: the two counts behind it. */
  part: z.number().nullable(),
  whole: z.number().nullable(),
  previous: z.number().nullable(),
  /** Change against the period before, in percent (for percents: in points); null when there is nothing to compare. */
  change: z.number().nullable(),
  /** Whether the change is for the better. */
  isBetter: z.boolean().nullable(),
  tone: Tone,
  /** One value per local day (or hour when the period is one day); null is a gap. */
  spark: z.array(z.number().nullable()),
  /** The sentence that defines it. */
  definition: z.string(),
  /** Approximate (percentiles from buckets, at most 5 % off). */
  isApproximate: z.boolean(),
})
export type Metric = z.infer<typeof Metric>

const Meta = {
  /** Until when the figures hold: when the last change was counted. */
  asOf: z.string(),
  zone: z.string(),
  currency: z.string(),
}
const Named = z.object({ id: z.string().nullable(), name: z.string() })

/** The strip on top. `now` figures do not depend on the period: open conversations, open tickets. */
export const Kpi = z.object({
  ...Meta,
  activeConversations: Metric.extend({ unassigned: z.number().int() }),
  responseTime: Metric.extend({
    slaPercent: z.number().nullable(),
    p50: z.number().nullable(),
    p90: z.number().nullable(),
  }),
  slaCompliance: Metric,
  deliveryRate: Metric,
  openTickets: Metric.extend({
    byPriority: z.object({ urgent: z.number(), high: z.number(), normal: z.number(), low: z.number() }),
  }),
  messagesToday: Metric.extend({ incoming: z.number(), outgoing: z.number() }),
  bookingsFromChat: Metric.extend({ revenue: z.number() }),
})

export const ConversationEffectiveness = z.object({
  ...Meta,
  conversations: Metric,
  firstReply: Metric,
  slaCompliance: Metric,
  resolutionRate: Metric,
  reopened: Metric,
  resolutionTime: Metric,
  /** Most first; the bot has id null, and so has what is assigned to nobody. */
  perAgent: z.array(Named.extend({ conversations: z.number(), share: z.number() })),
  responseTime: z.array(
    z.object({
      day: z.string(),
      average: z.number().nullable(),
      p50: z.number().nullable(),
      p90: z.number().nullable(),
      isClosed: z.boolean(),
    }),
  ),
  /** What was promised, in seconds, for the line in the chart; null without a policy. */
  targetSeconds: z.number().nullable(),
  slaPerChannel: z.array(
    Named.extend({ met: z.number(), breached: z.number(), percent: z.number().nullable() }),
  ),
  resolvedVsOpen: z.object({ resolved: z.number(), open: z.number() }),
  ranking: z.array(
    Named.extend({
      conversations: z.number(),
      firstReplyP50: z.number().nullable(),
      firstReplyP90: z.number().nullable(),
      resolved: z.number(),
      resolutionRate: z.number().nullable(),
      slaPercent: z.number().nullable(),
      rating: z.number().nullable(),
      /** Which of the columns lie beyond the organisation's thresholds. */
      marks: z.record(z.string(), Tone),
    }),
  ),
})

export const WhatsappPerformance = z.object({
  ...Meta,
  sent: Metric,
  deliveryRate: Metric,
  readRate: Metric,
  failed: Metric,
  funnel: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      value: z.number(),
      percentOfPrevious: z.number().nullable(),
    }),
  ),
  broadcasts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      startedAt: z.string(),
      recipients: z.number(),
      sent: z.number(),
      delivered: z.number(),
      read: z.number(),
      failed: z.number(),
      successPercent: z.number().nullable(),
    }),
  ),
  broadcastSuccess: Metric,
  failures: z.array(
    z.object({ category: z.string(), title: z.string(), code: z.string(), count: z.number() }),
  ),
  sessions: z.array(
    z.object({
      channelId: z.string(),
      name: z.string(),
      address: z.string(),
      health: z.enum(['good', 'warn', 'bad', 'off']),
      because: z.string(),
      lastReceivedAt: z.string().nullable(),
      lastSentAt: z.string().nullable(),
      hourPercent: z.number().nullable(),
    }),
  ),
  queue: z.object({ depth: z.number(), oldestSeconds: z.number().nullable(), perMinute: z.number() }),
  alert: z.object({ percent: z.number(), below: z.number(), sent: z.number() }).nullable(),
})

export const CustomerLoad = z.object({
  ...Meta,
  incoming: Metric,
  newCustomers: Metric,
  returningCustomers: Metric,
  waiting: Metric,
  /** By local hour of the period (short periods) or by day; `isPeak` marks the highest. */
  perHour: z.array(z.object({ at: z.string(), value: z.number().nullable(), isPeak: z.boolean() })),
  newVsReturning: z.array(
    z.object({ day: z.string(), fresh: z.number().nullable(), returning: z.number().nullable() }),
  ),
  waitingTrend: z.array(
    z.object({ day: z.string(), now: z.number().nullable(), before: z.number().nullable() }),
  ),
  /** Average incoming messages; weekday 1 is Monday. Null: closed or no such hour in the period. */
  heatmap: z.array(
    z.object({ weekday: z.number().int(), hour: z.number().int(), value: z.number().nullable() }),
  ),
  forecast: z
    .object({
      /** The next hours, with the expectation from past weeks. */
      hours: z.array(z.object({ at: z.string(), expected: z.number() })),
      nextPeakAt: z.string(),
      nextPeakExpected: z.number(),
      /** Mean absolute error on the last weeks held out, in percent of the mean; and how many weeks. */
      errorPercent: z.number(),
      testedWeeks: z.number().int(),
    })
    .nullable(),
})

export const AgentRow = Named.extend({
  state: z.enum(['online', 'busy', 'away', 'offline']),
  stateSince: z.string().nullable(),
  handled: z.number(),
  replies: z.number(),
  resolved: z.number(),
  resolutionRate: z.number().nullable(),
  firstReplyP50: z.number().nullable(),
  onlineSeconds: z.number(),
  busySeconds: z.number(),
  awaySeconds: z.number(),
  repliesPerHour: z.number().nullable(),
  rating: z.number().nullable(),
  openNow: z.number(),
  capacity: z.number().nullable(),
  /** 0–100; see the definition of agent_score. */
  score: z.number().nullable(),
  /** Began in the period and assigned to the person, answered or not. */
  conversations: z.number(),
})

export const AgentProductivity = z.object({
  ...Meta,
  handled: Metric,
  resolutionRate: Metric,
  activeShare: Metric,
  repliesPerHour: Metric,
  agents: z.array(AgentRow),
  /** How evenly the work lies: 100 is even, 0 is all on one person. */
  balance: Metric,
  workload: z.array(Named.extend({ conversations: z.number(), openNow: z.number() })),
  scoreFormula: z.string(),
})

export const AutomationImpact = z.object({
  ...Meta,
  botConversations: Metric,
  solvedByBot: Metric,
  dropOff: Metric,
  escalation: Metric,
  autoReplies: Metric,
  autoReplySuccess: Metric,
  timeSaved: Metric.extend({ formula: z.string() }),
  split: z.object({ bot: z.number(), both: z.number(), human: z.number() }),
  intents: z.array(
    z.object({
      intent: z.string(),
      sessions: z.number(),
      solved: z.number(),
      escalated: z.number(),
      dropped: z.number(),
      successPercent: z.number().nullable(),
    }),
  ),
  escalationReasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  satisfaction: z.object({
    bot: z.number().nullable(),
    botCount: z.number(),
    human: z.number().nullable(),
    humanCount: z.number(),
  }),
})

export const BusinessImpact = z.object({
  ...Meta,
  leads: Metric,
  ticketsResolved: Metric,
  repeatCustomers: Metric,
  costPerConversation: Metric.extend({ formula: z.string() }),
  revenue: Metric,
  bookings: Metric,
  campaigns: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      startedAt: z.string(),
      recipients: z.number(),
      conversions: z.number(),
      percent: z.number().nullable(),
      revenue: z.number(),
    }),
  ),
  trends: z.array(
    z.object({
      day: z.string(),
      leads: z.number().nullable(),
      bookings: z.number().nullable(),
      revenue: z.number().nullable(),
      tickets: z.number().nullable(),
    }),
  ),
})

const section = <O extends z.ZodType>(path: string, summary: string, output: O) =>
  endpoint({
    method: 'GET',
    path: `/api/v1/dashboard/${path}`,
    summary,
    access: 'figures.view',
    input: DashboardFilter,
    output,
    errors: ['analytics.range_too_long'],
  })

export const getKpi = section('kpi', 'The figures of the strip on top', Kpi)
export const getConversationEffectiveness = section(
  'conversation-effectiveness',
  'How well conversations go',
  ConversationEffectiveness,
)
export const getWhatsappPerformance = section(
  'whatsapp-performance',
  'How far messages get',
  WhatsappPerformance,
)
export const getCustomerLoad = section(
  'customer-load',
  'When customers write, and how long they wait',
  CustomerLoad,
)
export const getAgentProductivity = section(
  'agent-productivity',
  'How each person is doing',
  AgentProductivity,
)
export const getAutomationImpact = section('automation-impact', 'What the bot takes off', AutomationImpact)
export const getBusinessImpact = section('business-impact', 'What it brings in', BusinessImpact)

/** The rows behind a figure, newest first; `sum` is the figure (for shares with `whole`, for averages with `count`). */
export const listMetricRows = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/rows',
  summary: 'The rows behind a figure',
  access: 'figures.view',
  input: DashboardFilter.extend({
    metric: z.string().max(60),
    /** Narrows to one part: an intent, a failure category, a weekday-hour such as `1-09`, a priority. */
    part: z.string().max(120).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    metric: z.object({ key: z.string(), name: z.string(), unit: Unit, definition: z.string() }),
    rows: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        /** What the row is, in words: "Conversation 1042 with Yusuf Abara". */
        label: z.string(),
        /** Where it is opened; null when there is no page for it. */
        href: z.string().nullable(),
        agentName: z.string().nullable(),
        channelName: z.string().nullable(),
        /** What the row adds to the figure; for shares 1 or 0. */
        value: z.number().nullable(),
        detail: z.string(),
      }),
    ),
    /** Over all rows, not only this page. */
    count: z.number(),
    sum: z.number().nullable(),
    /** The figure as these rows give it. */
    value: z.number().nullable(),
    nextCursor: z.string().optional(),
  }),
  errors: ['analytics.metric_not_found', 'analytics.range_too_long'],
})

/** What can be filtered by: the people, teams and channels the reader may see. */
export const getDashboardChoices = endpoint({
  method: 'GET',
  path: '/api/v1/dashboard/choices',
  summary: 'People, teams and channels to filter by',
  access: 'figures.view',
  input: z.object({}),
  output: z.object({
    agents: z.array(z.object({ id: Id, name: z.string() })),
    teams: z.array(z.object({ id: Id, name: z.string() })),
    channels: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
    /** True when the reader sees only the own figures. */
    isOwnOnly: z.boolean(),
    today: z.string(),
    zone: z.string(),
  }),
})
