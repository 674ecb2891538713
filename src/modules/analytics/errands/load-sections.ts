import type { ErrandContext, Query, Who } from '#platform/context.ts'
import { runQuery } from '#platform/run.ts'
import type { DashboardFilter } from '../contract/dashboard.ts'
import type { SectionKey, Sections } from '../domain/sections.ts'
import { getAgentProductivity } from '../queries/sections/get-agent-productivity.ts'
import { getAutomationImpact } from '../queries/sections/get-automation-impact.ts'
import { getBusinessImpact } from '../queries/sections/get-business-impact.ts'
import { getConversationEffectiveness } from '../queries/sections/get-conversation-effectiveness.ts'
import { getCustomerLoad } from '../queries/sections/get-customer-load.ts'
import { getKpi } from '../queries/sections/get-kpi.ts'
import { getWhatsappPerformance } from '../queries/sections/get-whatsapp-performance.ts'

const queries: { [K in SectionKey]: Query<DashboardFilter, Sections[K]> } = {
  kpi: getKpi,
  conversations: getConversationEffectiveness,
  whatsapp: getWhatsappPerformance,
  load: getCustomerLoad,
  agents: getAgentProductivity,
  automation: getAutomationImpact,
  business: getBusinessImpact,
}

/** Every part of the dashboard. */
export const allSections = Object.keys(queries) as SectionKey[]

/** One part of the dashboard, with what `who` may see of it. */
export function loadSection<K extends SectionKey>(
  ctx: Pick<ErrandContext, 'services'>,
  who: Who,
  key: K,
  filter: DashboardFilter,
): Promise<Sections[K]> {
  return runQuery(ctx.services, queries[key], filter, who)
}
