import type { Output } from '#values/endpoint.ts'
import type {
  getAgentProductivity,
  getAutomationImpact,
  getBusinessImpact,
  getConversationEffectiveness,
  getCustomerLoad,
  getKpi,
  getWhatsappPerformance,
  Metric,
} from '../contract/dashboard.ts'

export type Kpi = Output<typeof getKpi>
export type ConversationEffectiveness = Output<typeof getConversationEffectiveness>
export type WhatsappPerformance = Output<typeof getWhatsappPerformance>
export type CustomerLoad = Output<typeof getCustomerLoad>
export type AgentProductivity = Output<typeof getAgentProductivity>
export type AutomationImpact = Output<typeof getAutomationImpact>
export type BusinessImpact = Output<typeof getBusinessImpact>
export type Tone = Metric['tone']

/** The dashboard's parts by name, with what each is made of. */
export interface Sections {
  kpi: Kpi
  conversations: ConversationEffectiveness
  whatsapp: WhatsappPerformance
  load: CustomerLoad
  agents: AgentProductivity
  automation: AutomationImpact
  business: BusinessImpact
}

export type SectionKey = keyof Sections

/** The parts in the order of the page, each with its heading. */
export const sectionTitles: Readonly<Record<SectionKey, string>> = {
  kpi: 'Key figures',
  conversations: 'Conversations',
  whatsapp: 'WhatsApp',
  load: 'Customer load',
  agents: 'People',
  automation: 'Bot and automation',
  business: 'Business',
}

/** Every figure of a part, in the order in which it is shown. */
export function metricsOf(part: Sections[SectionKey]): Metric[] {
  return Object.values(part).filter(isMetric)
}

function isMetric(value: unknown): value is Metric {
  return typeof value === 'object' && value !== null && 'definition' in value && 'spark' in value
}
