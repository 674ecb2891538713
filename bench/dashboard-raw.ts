import pg from 'pg'

// The figures of every section, counted from the raw tables by plain GROUP BY: what a dashboard without kept figures asks.

export interface RawSpan {
  from: string
  to: string
  zone: string
}

/**
 * `D(column)` is the local day of an instant, `NOW(column)` whether it lies in the period, `IN(column)` in the period or
 * the one before; `FROM` and `UNTIL` are the period's first instant and the first after it.
 */
const statements: Record<string, string[]> = {
  kpi: [
    `select assignee_id, count(*) from inbox.conversations where org_id = :org and status <> 'resolved' group by 1`,
    `select priority, count(*) from inbox.tickets where org_id = :org and status <> 'resolved' group by 1`,
    `select D(opened_at) as day, count(*), count(*) filter (where first_sla = 'met'), count(*) filter (where first_sla = 'breached')
     from inbox.conversations where org_id = :org and IN(opened_at) group by 1`,
    `select D(replied_at) as day, count(*), sum(wait_ms), sum(wait_open_ms), count(is_within), count(*) filter (where is_within)
     from inbox.replies where org_id = :org and IN(replied_at) and agent_id is not null group by 1`,
    `select percentile_disc(array[0.5, 0.9]) within group (order by wait_ms) from inbox.replies
     where org_id = :org and NOW(replied_at) and agent_id is not null`,
    `select D(created_at) as day, count(*) filter (where status in ('delivered', 'read')), count(*) from inbox.messages
     where org_id = :org and IN(created_at) and direction = 'out' and status in ('sent', 'delivered', 'read', 'failed')
       and channel_id in (select id from inbox.channels where org_id = :org and kind = 'whatsapp') group by 1`,
    `select D(resolved_at) as day, count(*) from inbox.resolutions where org_id = :org and IN(resolved_at) group by 1`,
    `select D(created_at) as day, count(*) from inbox.tickets where org_id = :org and IN(created_at) group by 1`,
    `select D(at) as day, count(*), sum(amount) from inbox.conversions
     where org_id = :org and IN(at) and kind = 'booking' and cancelled_at is null group by 1`,
    `select date_trunc('hour', created_at at time zone ':zone'), direction, count(*) from inbox.messages
     where org_id = :org and created_at >= now() - interval '2 days' and direction <> 'internal' group by 1, 2`,
  ],
  conversations: [
    `select D(opened_at) as day, count(*), count(*) filter (where status = 'resolved'), count(*) filter (where first_sla = 'met'),
            count(*) filter (where first_sla = 'breached') from inbox.conversations where org_id = :org and IN(opened_at) group by 1`,
    `select assignee_id, handled_by = 'bot', count(*), count(*) filter (where status = 'resolved'), count(*) filter (where first_sla = 'met'),
            count(*) filter (where first_sla = 'breached') from inbox.conversations where org_id = :org and NOW(opened_at) group by 1, 2`,
    `select channel_id, count(*) filter (where first_sla = 'met'), count(*) filter (where first_sla = 'breached')
     from inbox.conversations where org_id = :org and NOW(opened_at) group by 1`,
    `select D(replied_at) as day, avg(wait_ms), percentile_disc(array[0.5, 0.9]) within group (order by wait_ms) from inbox.replies
     where org_id = :org and IN(replied_at) and is_first group by 1`,
    `select agent_id, percentile_disc(array[0.5, 0.9]) within group (order by wait_ms) from inbox.replies
     where org_id = :org and NOW(replied_at) and is_first group by 1`,
    `select D(resolved_at) as day, count(*), sum(took_ms), count(reopened_at) from inbox.resolutions
     where org_id = :org and IN(resolved_at) group by 1`,
    `select agent_id, count(*), sum(score) from inbox.ratings where org_id = :org and NOW(answered_at) group by 1`,
  ],
  whatsapp: [
    `select D(created_at) as day, status, count(*) from inbox.messages
     where org_id = :org and IN(created_at) and direction = 'out'
       and channel_id in (select id from inbox.channels where org_id = :org and kind = 'whatsapp') group by 1, 2`,
    `select failure_category, failure_code, failure_title, count(*) from inbox.messages
     where org_id = :org and NOW(created_at) and direction = 'out' and status = 'failed'
       and channel_id in (select id from inbox.channels where org_id = :org and kind = 'whatsapp') group by 1, 2, 3`,
    `select b.id, m.status, count(*) from inbox.broadcasts b
     join inbox.broadcast_recipients r on r.org_id = b.org_id and r.broadcast_id = b.id
     join inbox.messages m on m.org_id = r.org_id and m.id = r.message_id
     where b.org_id = :org and IN(b.started_at) group by 1, 2`,
  ],
  load: [
    `select D(created_at) as day, count(*) from inbox.messages where org_id = :org and IN(created_at) and direction = 'in' group by 1`,
    `select extract(isodow from created_at at time zone ':zone'), extract(hour from created_at at time zone ':zone'), count(*)
     from inbox.messages where org_id = :org and NOW(created_at) and direction = 'in' group by 1, 2`,
    `select date_trunc('hour', created_at at time zone ':zone'), count(*) from inbox.messages
     where org_id = :org and created_at >= now() - interval '84 days' and direction = 'in' group by 1`,
    `select D(replied_at) as day, count(*), sum(wait_ms) from inbox.replies where org_id = :org and IN(replied_at) group by 1`,
    `select count(*) filter (where first_at < FROM), count(*) filter (where first_at >= FROM) from (
       select coalesce(k.merged_into, k.id), min(c.opened_at) as first_at, max(c.opened_at) filter (where NOW(c.opened_at)) as here
       from inbox.conversations c join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
       where c.org_id = :org group by 1) p where here is not null`,
    `select D(c.opened_at) as day, count(distinct coalesce(k.merged_into, k.id)) from inbox.conversations c
     join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id where c.org_id = :org and IN(c.opened_at) group by 1`,
  ],
  agents: [
    `select D(opened_at) as day, count(*) filter (where handled_by in ('agent', 'both')), count(*) filter (where status = 'resolved'), count(*)
     from inbox.conversations where org_id = :org and IN(opened_at) group by 1`,
    `select assignee_id, count(*), count(*) filter (where handled_by in ('agent', 'both')), count(*) filter (where status = 'resolved')
     from inbox.conversations where org_id = :org and NOW(opened_at) group by 1`,
    `select agent_id, count(*) from inbox.replies where org_id = :org and NOW(replied_at) group by 1`,
    `select D(replied_at) as day, count(*) from inbox.replies where org_id = :org and IN(replied_at) and agent_id is not null group by 1`,
    `select agent_id, percentile_disc(array[0.5, 0.9]) within group (order by wait_ms) from inbox.replies
     where org_id = :org and NOW(replied_at) and is_first group by 1`,
    `select agent_id, avg(score) from inbox.ratings where org_id = :org and NOW(answered_at) group by 1`,
    `select member_id, state, sum(least(ends_at, UNTIL) - greatest(starts_at, FROM)) from inbox.agent_spells
     where org_id = :org and starts_at < UNTIL and ends_at > FROM group by 1, 2`,
    `select D(starts_at) as day, state, sum(ends_at - starts_at) from inbox.agent_spells where org_id = :org and IN(starts_at) group by 1, 2`,
  ],
  automation: [
    `select D(opened_at) as day, handled_by, count(*) from inbox.conversations where org_id = :org and IN(opened_at) group by 1, 2`,
    `select D(started_at) as day, outcome, count(*) from inbox.bot_sessions where org_id = :org and IN(started_at) group by 1, 2`,
    `select intent, outcome, count(*) from inbox.bot_sessions where org_id = :org and NOW(started_at) group by 1, 2`,
    `select reason, count(*) from inbox.bot_sessions where org_id = :org and NOW(started_at) and outcome = 'escalated' group by 1`,
    `select D(created_at) as day, status, count(*) from inbox.messages
     where org_id = :org and IN(created_at) and author_kind = 'auto_reply' group by 1, 2`,
    `select handled_by = 'bot', count(*), sum(score) from inbox.ratings where org_id = :org and NOW(answered_at) group by 1`,
    `select D(starts_at) as day, sum(ends_at - starts_at) from inbox.agent_spells
     where org_id = :org and IN(starts_at) and state in ('online', 'busy') group by 1`,
  ],
  business: [
    `select D(at) as day, kind, count(*), sum(amount) from inbox.conversions where org_id = :org and IN(at) and cancelled_at is null group by 1, 2`,
    `select D(resolved_at) as day, count(*) from inbox.tickets where org_id = :org and IN(resolved_at) group by 1`,
    `select count(*) filter (where first_at < FROM), count(*) from (
       select coalesce(k.merged_into, k.id), min(c.opened_at) as first_at, max(c.opened_at) filter (where NOW(c.opened_at)) as here
       from inbox.conversations c join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
       where c.org_id = :org group by 1) p where here is not null`,
    `select D(created_at) as day, sum(price_amount) from inbox.messages where org_id = :org and IN(created_at) group by 1`,
    `select D(opened_at) as day, count(*) from inbox.conversations where org_id = :org and IN(opened_at) group by 1`,
    `select D(starts_at) as day, sum(ends_at - starts_at) from inbox.agent_spells
     where org_id = :org and IN(starts_at) and state in ('online', 'busy') group by 1`,
    `select b.id, count(*), sum(v.amount) from inbox.broadcasts b
     left join inbox.conversions v on v.org_id = b.org_id and v.broadcast_id = b.id where b.org_id = :org and NOW(b.started_at) group by 1`,
  ],
}

/** Single figures by their key in the catalogue, counted in full. */
const figures: Record<string, string> = {
  conversations: 'select count(*)::float8 from inbox.conversations where org_id = :org and NOW(opened_at)',
  resolution_rate: `select round(100.0 * count(*) filter (where status = 'resolved') / nullif(count(*), 0), 1)::float8 from inbox.conversations where org_id = :org and NOW(opened_at)`,
  sla_compliance: `select round(100.0 * count(*) filter (where first_sla = 'met') / nullif(count(*), 0), 1)::float8 from inbox.conversations
    where org_id = :org and NOW(opened_at) and first_sla in ('met', 'breached')`,
  response_time: `select round(avg(wait_ms) / 1000, 3)::float8 from inbox.replies where org_id = :org and NOW(replied_at) and agent_id is not null`,
  first_reply: `select round(avg(wait_ms) / 1000, 3)::float8 from inbox.replies where org_id = :org and NOW(replied_at) and is_first`,
  waiting_time: `select round(avg(wait_ms) / 1000, 3)::float8 from inbox.replies where org_id = :org and NOW(replied_at)`,
  incoming_messages: `select count(*)::float8 from inbox.messages where org_id = :org and NOW(created_at) and direction = 'in'`,
  whatsapp_failed: `select count(*)::float8 from inbox.messages where org_id = :org and NOW(created_at) and direction = 'out' and status = 'failed'
    and channel_id in (select id from inbox.channels where org_id = :org and kind = 'whatsapp')`,
  leads: `select count(*)::float8 from inbox.conversions where org_id = :org and NOW(at) and kind = 'lead' and cancelled_at is null`,
  chat_revenue: `select sum(amount)::float8 from inbox.conversions where org_id = :org and NOW(at) and kind = 'booking' and cancelled_at is null`,
  tickets_resolved: 'select count(*)::float8 from inbox.tickets where org_id = :org and NOW(resolved_at)',
  new_customers: `select count(*)::float8 from (
    select coalesce(k.merged_into, k.id) from inbox.conversations c join inbox.contacts k on k.org_id = c.org_id and k.id = c.contact_id
    where c.org_id = :org group by 1 having NOW(min(c.opened_at))) p`,
}

/** How long all statements of all sections take, one after the other, and single figures to compare with. */
export async function rawSections(
  databaseUrl: string,
  orgId: string,
  span: RawSpan,
): Promise<{ ms: number; perSection: Record<string, number>; figures: Record<string, number | null> }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const perSection: Record<string, number> = {}
    for (const [name, list] of Object.entries(statements)) {
      const startedAt = performance.now()
      for (const statement of list) await client.query(written(statement, orgId, span))
      perSection[name] = performance.now() - startedAt
    }
    const counted: Record<string, number | null> = {}
    for (const [key, statement] of Object.entries(figures)) {
      const { rows } = await client.query({ text: written(statement, orgId, span), rowMode: 'array' })
      counted[key] = rows[0]?.[0] ?? null
    }
    const ms = Object.values(perSection).reduce((sum, one) => sum + one, 0)
    return { ms, perSection, figures: counted }
  } finally {
    await client.end()
  }
}

/** Days as instants, so that the time indexes serve. */
function written(statement: string, orgId: string, { from, to, zone }: RawSpan): string {
  const at = (day: string) => `('${day}'::date)::timestamp at time zone '${zone}'`
  const length = Temporal.PlainDate.from(from).until(to).days + 1
  const before = Temporal.PlainDate.from(from).subtract({ days: length }).toString()
  const after = Temporal.PlainDate.from(to).add({ days: 1 }).toString()
  return statement
    .replaceAll(/\bD\(([\w.]+)\)/g, `($1 at time zone '${zone}')::date`)
    .replaceAll(/\bIN\(([\w.]+)\)/g, `($1 >= ${at(before)} and $1 < ${at(after)})`)
    .replaceAll(/\bNOW\((min\([\w.]+\)|[\w.]+)\)/g, `($1 >= ${at(from)} and $1 < ${at(after)})`)
    .replaceAll(/\bFROM\b/g, `(${at(from)})`)
    .replaceAll(/\bUNTIL\b/g, `(${at(after)})`)
    .replaceAll(':zone', zone)
    .replaceAll(':org', `'${orgId}'::uuid`)
}
