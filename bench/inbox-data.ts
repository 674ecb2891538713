import { asOwner } from './places.ts'

// What the work at hand of an office looks like besides what was said: labels, teams, conversations put aside, of one's
// own, due, mentions, what was read. The generator of the year leaves that out, because no figure counts it.

/**
 * Gives a filled organisation its work at hand, as the member with this address sees it. Returns the way back: what
 * figures count is then as it was, labels and mentions stay. Changes nothing more when repeated.
 */
export async function dressInbox(
  databaseUrl: string,
  orgId: string,
  email: string,
): Promise<() => Promise<void>> {
  const org = `'${orgId}'::uuid`
  const me = `(select m.id from identity.members m where m.org_id = ${org} and m.email = '${email}')`
  const team = `(select t.id from inbox.teams t where t.org_id = ${org} order by t.id limit 1)`
  await undress(databaseUrl)
  await asOwner(
    databaseUrl,
    'set session_replication_role = replica',
    `insert into inbox.labels (org_id, id, name, colour)
     select ${org}, uuidv7(), n, 'blue' from unnest(array['VIP', 'Key', 'Invoice', 'Complaint', 'Quote']) n on conflict do nothing`,
    `insert into inbox.team_members (org_id, team_id, member_id) select ${org}, ${team}, ${me} on conflict do nothing`,
    `update inbox.conversations set team_id = ${team}, labels = case when number % 100 = 0 then array['VIP', 'Key']
       when number % 20 = 1 then array['Invoice'] when number % 50 = 2 then array['Complaint'] else array['Quote'] end
     where org_id = ${org} and labels = '{}' and (number % 100 = 0 or number % 20 = 1 or number % 50 = 2 or number % 10 = 3)`,
    `create table bench.dressed as
     select org_id, id, assignee_id, status, snoozed_until, waiting_since, due_at from inbox.conversations
     where org_id = ${org} and status = 'open'`,
    `update inbox.conversations set assignee_id = ${me} where org_id = ${org} and status = 'open' and number % 15 = 0`,
    `update inbox.conversations set status = 'snoozed', snoozed_until = now() + interval '1 day' * (number % 7)
     where org_id = ${org} and status = 'open' and number % 6 = 1`,
    `update inbox.conversations set waiting_since = last_incoming_at, due_at = last_incoming_at + interval '1 hour'
     where org_id = ${org} and status = 'open' and number % 3 = 0`,
    `insert into inbox.mentions (org_id, message_id, member_id, conversation_id, at, seen_at)
     select m.org_id, m.id, ${me}, m.conversation_id, m.created_at, case when hashtext(m.id::text) % 10 <> 0 then now() end
     from inbox.messages m
     where m.org_id = ${org} and m.created_at > now() - interval '60 days' and hashtext(m.id::text) % 200 = 0 on conflict do nothing`,
    `insert into inbox.reads (org_id, conversation_id, member_id, read_until)
     select c.org_id, c.id, ${me}, c.last_message_at from inbox.conversations c
     where c.org_id = ${org} and c.status <> 'resolved' and c.number % 2 = 0 on conflict do nothing`,
    'vacuum analyze inbox.conversations, inbox.contacts, inbox.mentions, inbox.reads, inbox.team_members',
  )
  return () => undress(databaseUrl)
}

/** Puts back what conversations were, also after a run that was cut off. */
async function undress(databaseUrl: string): Promise<void> {
  const [left] = await asOwner<{ is: boolean }>(
    databaseUrl,
    `select to_regclass('bench.dressed') is not null as is`,
  )
  if (!left?.is) return
  await asOwner(
    databaseUrl,
    'set session_replication_role = replica',
    `update inbox.conversations c set assignee_id = d.assignee_id, status = d.status, snoozed_until = d.snoozed_until,
       waiting_since = d.waiting_since, due_at = d.due_at
     from bench.dressed d where c.org_id = d.org_id and c.id = d.id`,
    'drop table bench.dressed',
  )
}
