export * from './contract/dashboard.ts'
export * from './contract/errors.ts'
export * from './contract/exports.ts'
export * from './contract/settings.ts'
