import { sql } from 'kysely'
import type { QueryContext } from '#platform/context.ts'
import type { Device } from '../contract/devices.ts'
import { deviceLabel } from '../domain/device-label.ts'

/** A person's signed-in devices, the one with this token first, then the newest. */
export async function listDevices(
  ctx: QueryContext,
  { userId, token }: { userId: string; token: string | null },
): Promise<Device[]> {
  const { rows } = await sql<Omit<Device, 'label'> & { userAgent: string | null }>`
    select id, "userAgent", nullif("ipAddress", '') as ip, "createdAt" as "signedInAt", "expiresAt",
           token = ${token ?? ''} as "isCurrent"
    from auth.session where "userId" = ${userId} and "expiresAt" > ${ctx.now.toString()}
    order by token = ${token ?? ''} desc, "createdAt" desc limit 100`.execute(ctx.tx)
  return rows.map(({ userAgent, ...device }) => ({ ...device, label: deviceLabel(userAgent) }))
}
