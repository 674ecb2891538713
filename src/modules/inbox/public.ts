export { finishInboxImport, type InboxRow, type InboxRows, importInbox } from './commands/import-inbox.ts'
export { everything, nobody, theBot } from './contract/figure-keys.ts'
export { CHANNEL_SECRETS, webhookUrl } from './queries/channel.ts'
export { type BroadcastFigures, readBroadcastFigures } from './queries/figures/broadcasts.ts'
export { readCustomers } from './queries/figures/customers.ts'
export type { FigureFilter } from './queries/figures/filter.ts'
export {
  countMessages,
  type HourLoad,
  readLoadByClock,
  readLoadByHour,
  readLoadByWeekday,
} from './queries/figures/load.ts'
export {
  type AgentNow,
  type ChannelNow,
  readAgentsNow,
  readChannelsNow,
  readFigureChoices,
  readFirstTarget,
  readOpenNow,
  readQueueNow,
  readRunningSpells,
  readTicketsNow,
} from './queries/figures/now.ts'
export {
  type FactsKey,
  type FigureFact,
  type FigureFacts,
  readFigureFacts,
} from './queries/figures/rows/read-rows.ts'
export {
  type Percentiles,
  readPercentiles,
  readPercentilesByAgent,
  readPercentilesByDay,
  type SpreadKind,
} from './queries/figures/spread.ts'
export {
  type FigureKey,
  type FigureSource,
  type FigureSums,
  readFigureSums,
} from './queries/figures/sums.ts'
export { loadInboxSettings } from './queries/inbox-settings.ts'
export { listAccounts } from './queries/list-accounts.ts'
export { listConversations } from './queries/list-conversations.ts'
export { getQueueState } from './queries/queue-state.ts'
export { loadSlaRules } from './queries/sla-rules.ts'
export { listWebchats } from './queries/webchat.ts'
