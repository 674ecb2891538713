import type { Module } from '#platform/module.ts'
import { createVendors } from './adapters/vendors.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'
import { inboxRollups } from './rollups.ts'
import './events.ts'

export const inboxModule: Module = {
  name: 'inbox',
  endpoints,
  jobs,
  rollups: inboxRollups,
  adapters: (config) => ({ channels: createVendors(config) }),
}
