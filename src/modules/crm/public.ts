export { type ContactInput, ensureContact } from './commands/ensure-contact.ts'
export { type ImportedClient, importClients } from './commands/import-clients.ts'
export { type ImportedClientVisit, type ImportedMoment, importHistory } from './commands/import-history.ts'
export {
  type ClientAddresses,
  type ClientOfAddress,
  findClientsByAddress,
} from './queries/find-clients-by-address.ts'
export { getClient } from './queries/get-client.ts'
export { type AudienceFilter, type AudienceMember, listAudience } from './queries/list-audience.ts'
