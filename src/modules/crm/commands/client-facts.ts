import type { ClientFacts } from '../events.ts'
import type { ClientRow } from '../queries/client-row.ts'

/** What events say of a client. */
export function factsOf(row: ClientRow): ClientFacts {
  const { id, name, email, phone, postcode, tags, source } = row
  return { clientId: id, name, email, phone, postcode, tags, source }
}
