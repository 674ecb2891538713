export * from './contract/errors.ts'
export * from './contract/messages.ts'
export * from './contract/templates.ts'
