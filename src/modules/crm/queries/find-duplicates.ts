import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { toE164 } from '#values/phone.ts'
import { parsePostcode } from '#values/postcode.ts'
import type { findDuplicates as contract, Duplicate } from '../contract.ts'
import { visibleClients } from './visible-clients.ts'

/** Trigram likeness from which two names at one postcode are worth a look: "H. Whitcomb" and "Hannah Whitcombe". */
const SIMILAR = 0.35

/** Clients who may be the same person, the surest first. One statement. */
export async function findDuplicates(
  ctx: QueryContext,
  input: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  permit(ctx, 'client.view')
  const phone = input.phone ? toE164(input.phone) : null
  const parsed = input.postcode ? parsePostcode(input.postcode) : null
  const postcode = parsed?.ok ? parsed.postcode : null
  const sameEmail = sql`coalesce(lower(c.email) = lower(${input.email ?? null}::text), false)`
  const samePhone = sql`coalesce(c.phone = ${phone}::text, false)`
  const similarName = sql`coalesce(c.postcode = ${postcode}::text
    and public.similarity(lower(c.name), lower(${input.name ?? null}::text)) >= ${SIMILAR}, false)`
  const { rows } = await sql<Row>`
    select c.id, c.name, c.email, c.phone, c.postcode, c.created_at as "createdAt",
           ${sameEmail} as "sameEmail", ${samePhone} as "samePhone", ${similarName} as "similarName"
    from crm.clients c
    where c.org_id = ${ctx.orgId} and c.deleted_at is null and ${visibleClients(ctx)}
      and c.id is distinct from ${input.exceptId ?? null}::uuid
      and (${sameEmail} or ${samePhone} or ${similarName})
    order by ${sameEmail} desc, ${samePhone} desc, c.created_at limit 5`.execute(ctx.tx)
  return { items: rows.map(toDuplicate) }
}

interface Row extends Omit<Duplicate, 'reasons'> {
  sameEmail: boolean
  samePhone: boolean
  similarName: boolean
}

function toDuplicate({ sameEmail, samePhone, similarName, ...client }: Row): Duplicate {
  const reasons: Duplicate['reasons'] = []
  if (sameEmail) reasons.push('email')
  if (samePhone) reasons.push('phone')
  if (similarName) reasons.push('name')
  return { ...client, reasons }
}
