import type { CommandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import { chunksOf } from '#values/chunks.ts'
import { crmTables } from '../tables.ts'

/** A client as another system kept it. Phone in E.164, instants in ISO. */
export interface ImportedClient {
  id: string
  name: string
  email: string | null
  phone: string | null
  line1: string
  city: string
  postcode: string
  accessNotes: string
  tags: string[]
  createdAt: string
}

const ROWS_AT_ONCE = 1_000

/** Writes many clients at once. No duplicates are looked for: the other system's ids are kept. */
export async function importClients(ctx: CommandContext, clients: readonly ImportedClient[]): Promise<void> {
  permit(ctx, 'client.edit')
  for (const chunk of chunksOf(clients, ROWS_AT_ONCE)) {
    await crmTables(ctx.tx)
      .insertInto('clients')
      .values(
        chunk.map((client) => ({
          org_id: ctx.orgId,
          id: client.id,
          name: client.name,
          email: client.email,
          phone: client.phone,
          address_line1: client.line1,
          city: client.city,
          postcode: client.postcode,
          access_notes: client.accessNotes,
          tags: client.tags,
          source: 'import',
          created_at: client.createdAt,
        })),
      )
      .execute()
  }
}
