import type { Module } from '#platform/module.ts'
import { createChatCompletions } from './adapters/chat-completions.ts'
import { createVendors } from './adapters/vendors.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'
import { inboxGauges } from './rollups/installation-gauges.ts'
import { inboxRollups } from './rollups.ts'
import './events.ts'

export const inboxModule: Module = {
  name: 'inbox',
  endpoints,
  jobs,
  rollups: inboxRollups,
  gauges: inboxGauges,
  adapters: (config) => ({
    channels: createVendors(config),
    languageModel: createChatCompletions({ allowPrivate: config.env !== 'production' }),
  }),
}
