import type { Module } from '#platform/module.ts'
import { createSandboxGateway } from './adapters/sandbox-gateway.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'

export const paymentsModule: Module = {
  name: 'payments',
  endpoints,
  jobs,
  adapters: () => ({ paymentGateway: createSandboxGateway() }),
}
