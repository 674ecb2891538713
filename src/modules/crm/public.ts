export { type ContactInput, ensureContact } from './commands/ensure-contact.ts'
export { type ImportedClient, importClients } from './commands/import-clients.ts'
export { type ImportedClientVisit, type ImportedMoment, importHistory } from './commands/import-history.ts'
export { getClient } from './queries/get-client.ts'
