export * from './contract/errors.ts'
export * from './contract/failed-jobs.ts'
export * from './contract/health.ts'
export * from './contract/webhooks.ts'
