import { type Served, serve } from '#platform/http.ts'
import { updateDashboardSettings } from '../commands/update-dashboard-settings.ts'
import * as contract from '../contract.ts'
import { getDashboardSettings } from '../queries/dashboard-settings.ts'
import { getDashboardChoices } from '../queries/get-dashboard-choices.ts'
import { listMetricRows } from '../queries/list-metric-rows.ts'
import { getAgentProductivity } from '../queries/sections/get-agent-productivity.ts'
import { getAutomationImpact } from '../queries/sections/get-automation-impact.ts'
import { getBusinessImpact } from '../queries/sections/get-business-impact.ts'
import { getConversationEffectiveness } from '../queries/sections/get-conversation-effectiveness.ts'
import { getCustomerLoad } from '../queries/sections/get-customer-load.ts'
import { getKpi } from '../queries/sections/get-kpi.ts'
import { getWhatsappPerformance } from '../queries/sections/get-whatsapp-performance.ts'

export const dashboardEndpoints: readonly Served[] = [
  serve(contract.getKpi, getKpi),
  serve(contract.getConversationEffectiveness, getConversationEffectiveness),
  serve(contract.getWhatsappPerformance, getWhatsappPerformance),
  serve(contract.getCustomerLoad, getCustomerLoad),
  serve(contract.getAgentProductivity, getAgentProductivity),
  serve(contract.getAutomationImpact, getAutomationImpact),
  serve(contract.getBusinessImpact, getBusinessImpact),
  serve(contract.listMetricRows, listMetricRows),
  serve(contract.getDashboardChoices, getDashboardChoices),
  serve(contract.getDashboardSettings, getDashboardSettings),
  serve(contract.updateDashboardSettings, updateDashboardSettings),
]
