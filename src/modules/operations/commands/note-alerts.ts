import type { RaisedAlert } from '#platform/alerts.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { newId } from '#values/ids.ts'
import { alertRaised, alertResolved } from '../events.ts'
import { operationsTables } from '../tables.ts'

/** Fine readings in a row that close an alert, so that a value around its threshold does not ring all day. */
const CLEAR_READINGS = 3

/** Opens an alert for every value that passed its threshold and closes those that have been fine for a while. */
export async function noteAlerts(ctx: CommandContext, raised: readonly RaisedAlert[]): Promise<void> {
  const now = ctx.now.toString({ smallestUnit: 'millisecond' })
  const tables = operationsTables(ctx.tx)
  const open = await tables
    .selectFrom('alerts')
    .select(['id', 'key', 'title', 'clear_readings'])
    .where('org_id', '=', ctx.orgId)
    .where('resolved_at', 'is', null)
    .execute()
  const openKeys = new Set(open.map(({ key }) => key))
  for (const alert of raised) {
    if (openKeys.has(alert.key)) {
      await tables
        .updateTable('alerts')
        .set({ detail: alert.detail, seen_at: now, clear_readings: 0 })
        .where('org_id', '=', ctx.orgId)
        .where('key', '=', alert.key)
        .where('resolved_at', 'is', null)
        .execute()
    } else await openAlert(ctx, alert, now)
  }
  const raisedKeys = new Set(raised.map(({ key }) => key))
  for (const alert of open) {
    if (!raisedKeys.has(alert.key)) await clearOnce(ctx, alert, now)
  }
}

async function openAlert(ctx: CommandContext, alert: RaisedAlert, now: string): Promise<void> {
  const id = newId()
  const inserted = await operationsTables(ctx.tx)
    .insertInto('alerts')
    .values({ org_id: ctx.orgId, id, ...alert, raised_at: now, seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await publish(ctx, alertRaised({ alertId: id, ...alert, raisedAt: now }))
}

async function clearOnce(
  ctx: CommandContext,
  alert: { id: string; key: string; title: string; clear_readings: number },
  now: string,
): Promise<void> {
  const readings = alert.clear_readings + 1
  const isOver = readings >= CLEAR_READINGS
  await operationsTables(ctx.tx)
    .updateTable('alerts')
    .set({ clear_readings: readings, resolved_at: isOver ? now : null })
    .where('org_id', '=', ctx.orgId)
    .where('id', '=', alert.id)
    .where('resolved_at', 'is', null)
    .execute()
  if (isOver) {
    await publish(
      ctx,
      alertResolved({ alertId: alert.id, key: alert.key, title: alert.title, resolvedAt: now }),
    )
  }
}
