import { z } from 'zod'
import { endpoint } from '#values/endpoint.ts'

/** The state of a demonstration organisation. */
export const Demo = z.object({
  isDemo: z.boolean(),
  /** Simulated customers book and cancel through the public API. */
  simulates: z.boolean(),
})
export type Demo = z.infer<typeof Demo>

export const getDemo = endpoint({
  method: 'GET',
  path: '/api/v1/demo',
  summary: 'Whether this organisation is a demonstration, and whether customers are simulated',
  access: 'demo.manage',
  input: z.object({}),
  output: Demo,
})

export const setSimulator = endpoint({
  method: 'PUT',
  path: '/api/v1/demo/simulator',
  summary: 'Switch simulated customers on or off',
  access: 'demo.manage',
  input: z.object({ on: z.stringbool().or(z.boolean()) }),
  output: Demo,
  errors: ['operations.not_a_demo'],
})

/** People, roles and settings stay, so that the firm can start with its own data at once. */
export const removeDemoData = endpoint({
  method: 'POST',
  path: '/api/v1/demo/remove',
  summary: 'Remove all demonstration data: clients, visits, payments, messages, services, staff',
  access: 'demo.manage',
  input: z.object({}),
  output: z.object({ rows: z.number() }),
  errors: ['operations.not_a_demo'],
})
