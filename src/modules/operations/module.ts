import type { Module } from '#platform/module.ts'
import { createHttpWebhookSender } from './adapters/http-webhook-sender.ts'
import { operationsEndpoints } from './http.ts'
import { operationsJobs } from './jobs.ts'
import './events.ts'

export const operationsModule: Module = {
  name: 'operations',
  endpoints: operationsEndpoints,
  jobs: operationsJobs,
  adapters: (config) => ({
    webhooks: createHttpWebhookSender({ allowPrivate: config.env !== 'production' }),
  }),
}
