import type { TestWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import { dice } from '../../bench/dice.ts'

// An inbox with some hundred conversations over both clock changes of the year, made of plain rows: every state, bot and
// people, several channels, merged contacts, reassigned, reopened and late ones. The same for a seed.

type Row = Record<string, unknown>

export interface InboxFacts {
  orgId: string
  zone: string
  agents: string[]
  teams: string[]
  channels: string[]
  broadcasts: string[]
  conversations: Row[]
}

/** The moment at which the facts end; the tests stop their clock here. */
export const NOW = '2026-11-10T12:00:00.000Z'
const FIRST = Date.parse('2026-03-01T00:00:00Z')
const LAST = Date.parse(NOW)
/** Clock changes of London and Lord Howe. */
const CHANGES = [
  '2026-03-29T01:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2026-10-25T01:00:00Z',
]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const iso = (ms: number) => new Date(ms).toISOString()

export async function writeInbox(
  world: TestWorld,
  options: { zone: string; conversations?: number; seed?: number },
): Promise<InboxFacts> {
  const orgId = await world.newOrg({ zone: options.zone })
  const random = dice(options.seed ?? 7)
  const desk = deskOf(orgId)
  const rows: Record<string, Row[]> = { ...desk.rows }
  const add = (table: string, row: Row) => {
    rows[table] ??= []
    rows[table].push({ org_id: orgId, ...row })
    return row
  }
  const contacts = writeContacts(add, random, desk.channels)
  for (let number = 1; number <= (options.conversations ?? 300); number++) {
    writeConversation(add, random, { number, desk, contacts })
  }
  writeTickets(add, random, { rows, desk })
  writeSpells(add, random, desk.agents)
  writeBroadcasts(add, random, desk)
  const first = ['identity.members', 'channels', 'teams', 'contacts', 'conversations', 'broadcasts']
  for (const table of [...first, ...Object.keys(rows).filter((name) => !first.includes(name))]) {
    const list = rows[table]
    const name = table.includes('.') ? table : `inbox.${table}`
    await world.sql(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1)`, [
      JSON.stringify(list),
    ])
  }
  return {
    orgId,
    zone: options.zone,
    agents: desk.agents,
    teams: desk.teams,
    channels: desk.channels.map(({ id }) => id),
    broadcasts: desk.broadcasts,
    conversations: rows.conversations!,
  }
}

type Add = (table: string, row: Row) => Row
type Random = () => number

interface Desk {
  channels: { id: string; kind: string }[]
  agents: string[]
  teams: string[]
  broadcasts: string[]
  rows: Record<string, Row[]>
}

function deskOf(orgId: string): Desk {
  const created_at = iso(FIRST)
  const kinds = ['whatsapp', 'whatsapp', 'sms', 'email']
  const channels = kinds.map((kind) => ({ id: newId(), kind }))
  const agents = ['Ewa Lis', 'Ben Carter', 'Isla Grant', 'Dev Patel'].map((name) => ({ id: newId(), name }))
  const teams = [newId(), newId()]
  const member = (id: string, name: string) => ({
    ...{
      org_id: orgId,
      id,
      user_id: id,
      name,
      email: `${id}@example.com`,
      roles: ['agent'],
      status: 'active',
    },
    created_at,
  })
  return {
    channels,
    agents: agents.map(({ id }) => id),
    teams,
    broadcasts: [newId(), newId()],
    rows: {
      'identity.members': agents.map(({ id, name }) => member(id, name)),
      channels: channels.map(({ id, kind }, i) => ({
        ...{ org_id: orgId, id, kind, name: `${kind} ${i}`, address: `+44770090000${i}` },
        ...{ settings: {}, is_active: true, created_at },
      })),
      teams: teams.map((id, i) => ({ org_id: orgId, id, name: `Team ${i}`, created_at })),
      team_members: [
        { org_id: orgId, team_id: teams[0], member_id: agents[0]!.id },
        { org_id: orgId, team_id: teams[0], member_id: agents[1]!.id },
        { org_id: orgId, team_id: teams[1], member_id: agents[1]!.id },
        { org_id: orgId, team_id: teams[1], member_id: agents[2]!.id },
      ],
      sla_policies: [
        {
          ...{ org_id: orgId, id: newId(), name: 'All', position: 1, first_minutes: 15, next_minutes: 60 },
          ...{ resolution_minutes: null, in_business_hours: true, is_active: true, created_at },
        },
      ],
    },
  }
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

interface Contact {
  id: string
  channel: { id: string; kind: string }
  clientId: string
}

/** Eighty people; some of them write on two channels and were merged. */
function writeContacts(add: Add, random: Random, channels: Desk['channels']): Contact[] {
  const contacts: Contact[] = []
  for (let i = 0; i < 80; i++) {
    const channel = pick(random, channels)
    const merged = i > 20 && i % 9 === 0 ? contacts[i % 20]! : undefined
    const contact = { id: newId(), channel, clientId: merged?.clientId ?? newId() }
    add('contacts', {
      ...{ id: contact.id, channel_id: channel.id, platform_user_id: `person-${i}`, name: `Person ${i}` },
      ...{ client_id: contact.clientId, merged_into: merged?.id ?? null, first_seen_at: iso(FIRST) },
    })
    contacts.push(contact)
  }
  return contacts
}

function momentOf(random: Random): number {
  if (random() < 0.05) return LAST - Math.round(random() * 11 * HOUR)
  if (random() < 0.4) return Date.parse(pick(random, CHANGES)) + Math.round((random() - 0.5) * 60 * HOUR)
  return FIRST + Math.round(random() * (LAST - FIRST - 3 * HOUR))
}

/** Waiting times over the whole range, from at once to days. */
const waitOf = (random: Random) => Math.round(Math.exp(random() * 12) * 300)

function writeConversation(
  add: Add,
  random: Random,
  { number, desk, contacts }: { number: number; desk: Desk; contacts: Contact[] },
): void {
  const contact = pick(random, contacts)
  const opened = momentOf(random)
  const id = newId(opened)
  const by = pick(random, ['bot', 'agent', 'agent', 'both', 'nobody'])
  const agent = by === 'bot' || by === 'nobody' ? null : pick(random, desk.agents)
  const assignee = by === 'nobody' && random() < 0.5 ? pick(random, desk.agents) : agent
  const isResolved = random() < 0.7
  const facts = { id, contact, opened, agent, assignee, by, desk }
  const replied = by === 'nobody' ? null : writeTalk(add, random, facts)
  const resolved = Math.min(opened + waitOf(random) * 3, LAST - MINUTE)
  const reopened = random() < 0.15 ? Math.min(resolved + waitOf(random), LAST) : null
  add('conversations', {
    ...{
      id,
      number,
      channel_id: contact.channel.id,
      contact_id: contact.id,
      client_id: contact.clientId,
      subject: '',
    },
    ...{
      status: isResolved && !reopened ? 'resolved' : pick(random, ['open', 'snoozed']),
      assignee_id: assignee,
    },
    ...{
      priority: 'normal',
      labels: [],
      opened_at: iso(opened),
      is_first: false,
      last_message_at: iso(opened),
    },
    ...{
      last_preview: '',
      last_author: 'contact',
      message_count: 1,
      first_reply_at: replied && iso(replied.at),
    },
    ...{
      first_sla: replied
        ? pick(random, ['met', 'met', 'breached', 'none'])
        : pick(random, ['pending', 'breached']),
    },
    ...{
      resolution_sla: 'none',
      resolved_at: isResolved && !reopened ? iso(resolved) : null,
      reopened_count: reopened ? 1 : 0,
    },
    ...{ handled_by: by, bot_state: 'none' },
  })
  if (isResolved || reopened) {
    add('resolutions', {
      ...{
        id: newId(),
        conversation_id: id,
        channel_id: contact.channel.id,
        agent_id: agent,
        resolved_at: iso(resolved),
      },
      ...{ by_kind: agent ? 'agent' : pick(random, ['bot', 'system']), took_ms: resolved - opened },
      ...{ took_open_ms: Math.floor((resolved - opened) / 3), reopened_at: reopened && iso(reopened) },
    })
    writeRating(add, random, { ...facts, resolved })
  }
  writeOutcome(add, random, facts)
}

interface Talk {
  id: string
  contact: Contact
  opened: number
  agent: string | null
  assignee: string | null
  by: string
  desk: Desk
}

/** Messages to and fro; each answer ends a wait. */
function writeTalk(add: Add, random: Random, talk: Talk): { at: number } | null {
  const rounds = 1 + Math.floor(random() * 4)
  let at = talk.opened
  let first: { at: number } | null = null
  for (let round = 0; round < rounds && at < LAST; round++) {
    const asked = at
    add(
      'messages',
      messageOf(talk, { at: asked, direction: 'in', author_kind: 'contact', status: 'received' }),
    )
    at += Math.min(waitOf(random), 40 * HOUR)
    if (at >= LAST) break
    const isBot = talk.by === 'bot' || (talk.by === 'both' && round === 0)
    const answer = messageOf(talk, {
      ...{ at, direction: 'out', author_kind: isBot ? 'bot' : 'agent', author_id: isBot ? null : talk.agent },
      ...stateOf(random),
      price_amount: random() < 0.3 ? 4 : null,
    })
    add('messages', answer)
    add('replies', {
      ...{ id: answer.id, conversation_id: talk.id, channel_id: talk.contact.channel.id },
      ...{ agent_id: isBot ? null : talk.agent, waited_from: iso(asked), replied_at: iso(at) },
      ...{ wait_ms: at - asked, wait_open_ms: round % 3 === 2 ? 0 : Math.floor((at - asked) / 2) },
      ...{ is_first: first === null, is_within: pick(random, [true, true, false, null]) },
    })
    first ??= { at }
    at += 1000
  }
  if (random() < 0.3)
    add(
      'messages',
      messageOf(talk, { at, direction: 'internal', author_kind: 'agent', kind: 'note', status: 'internal' }),
    )
  if (random() < 0.3)
    add(
      'messages',
      messageOf(talk, {
        at: talk.opened + 500,
        direction: 'out',
        author_kind: 'auto_reply',
        ...stateOf(random),
      }),
    )
  return first
}

function stateOf(random: Random): Row {
  const status = pick(random, [
    'sent',
    'delivered',
    'delivered',
    'read',
    'read',
    'read',
    'failed',
    'queued',
    'cancelled',
  ])
  if (status !== 'failed') return { status }
  const category = pick(random, ['bad_number', 'window_closed', null])
  return {
    status,
    failure_category: category,
    failure_code: category && '131026',
    failure_title: category && 'Undeliverable',
  }
}

function messageOf(talk: Talk, { at, ...row }: Row & { at: number }): Row {
  return {
    ...{
      id: newId(at),
      conversation_id: talk.id,
      channel_id: talk.contact.channel.id,
      kind: 'text',
      body: 'x',
      data: {},
    },
    ...{ created_at: iso(at), ...row },
  }
}

function writeRating(add: Add, random: Random, talk: Talk & { resolved: number }): void {
  if (random() < 0.4) return
  const score = random() < 0.7 ? 1 + Math.floor(random() * 5) : null
  add('ratings', {
    ...{
      id: newId(),
      conversation_id: talk.id,
      channel_id: talk.contact.channel.id,
      agent_id: talk.agent,
      score,
    },
    ...{ handled_by: talk.by === 'nobody' ? 'agent' : talk.by, asked_at: iso(talk.resolved), comment: '' },
    answered_at: score && iso(Math.min(talk.resolved + HOUR, LAST)),
  })
}

/** Sessions with the bot, leads and bookings. */
function writeOutcome(add: Add, random: Random, talk: Talk): void {
  if (talk.by === 'bot' || talk.by === 'both') {
    const outcome =
      talk.by === 'both' ? 'escalated' : pick(random, ['solved', 'solved', 'dropped', 'running'])
    add('bot_sessions', {
      ...{
        id: newId(),
        conversation_id: talk.id,
        channel_id: talk.contact.channel.id,
        started_at: iso(talk.opened),
      },
      ...{
        intent: pick(random, ['book', 'price', '']),
        outcome,
        node: '',
        answers: {},
        misses: 0,
        message_count: 1,
      },
      reason:
        outcome === 'escalated' ? pick(random, ['asked', 'unsure']) : outcome === 'dropped' ? 'node 3' : '',
    })
  }
  if (random() < 0.3) {
    const kind = pick(random, ['lead', 'booking', 'booking'])
    add('conversions', {
      ...{
        id: newId(),
        kind,
        at: iso(Math.min(talk.opened + waitOf(random), LAST)),
        client_id: talk.contact.clientId,
      },
      ...{
        conversation_id: talk.id,
        broadcast_id: random() < 0.3 ? pick(random, talk.desk.broadcasts) : null,
      },
      ...{ channel_id: talk.contact.channel.id, agent_id: talk.agent, ref_id: newId() },
      ...{ amount: kind === 'booking' ? 1000 + Math.floor(random() * 9000) : null },
      cancelled_at: random() < 0.15 ? iso(LAST) : null,
    })
  }
}

function writeTickets(
  add: Add,
  random: Random,
  { rows, desk }: { rows: Record<string, Row[]>; desk: Desk },
): void {
  for (let number = 1; number <= 60; number++) {
    const created = momentOf(random)
    const resolved = random() < 0.6 ? Math.min(created + waitOf(random) * 4, LAST) : null
    const status = resolved ? 'resolved' : pick(random, ['open', 'pending'])
    add('tickets', {
      ...{ id: newId(), number, title: `Ticket ${number}`, created_at: iso(created), created_by: 'Test' },
      ...{ status, conversation_id: random() < 0.8 ? pick(random, rows.conversations!).id : null },
      ...{
        priority: pick(random, ['urgent', 'high', 'normal', 'low']),
        assignee_id: random() < 0.8 ? pick(random, desk.agents) : null,
      },
      resolved_at: resolved && iso(resolved),
    })
  }
}

/** A spell after another, over midnights and clock changes; the last one of each person runs. */
function writeSpells(add: Add, random: Random, agents: readonly string[]): void {
  for (const member_id of agents) {
    let at = Date.parse('2026-09-20T08:00:00Z')
    for (;;) {
      const ends = at + Math.round(random() * 30 * HOUR)
      const state = pick(random, ['online', 'busy', 'away', 'offline'])
      const isLast = ends >= LAST
      add('agent_spells', {
        id: newId(),
        member_id,
        state,
        starts_at: iso(at),
        ends_at: isLast ? null : iso(ends),
      })
      if (isLast) {
        add('agents', { member_id, status: state, since: iso(at), seen_at: iso(at), capacity: 10 })
        break
      }
      at = ends
    }
  }
}

function writeBroadcasts(add: Add, random: Random, desk: Desk): void {
  const channel = desk.channels[0]!
  for (const [i, id] of desk.broadcasts.entries()) {
    const started = Date.parse(CHANGES[i + 1]!) + 2 * HOUR
    add('broadcasts', {
      ...{
        id,
        name: `Broadcast ${i}`,
        channel_id: channel.id,
        template_id: newId(),
        audience: {},
        variables: {},
      },
      ...{ status: 'done', per_minute: 60, credit_days: 7, created_by: 'Test', created_at: iso(started) },
      ...{ started_at: iso(started), finished_at: iso(started + HOUR) },
    })
    for (let n = 0; n < 30; n++) {
      const contact = { id: newId(), channel, clientId: newId() }
      const person = newId()
      add('contacts', {
        ...{
          id: contact.id,
          channel_id: channel.id,
          platform_user_id: `reader-${i}-${n}`,
          name: `Reader ${n}`,
        },
        ...{ client_id: contact.clientId, first_seen_at: iso(started) },
      })
      const isSkipped = random() < 0.1
      const at = started + n * MINUTE
      const talk = { id: person, contact, opened: at, agent: null, assignee: null, by: 'nobody', desk }
      const message = messageOf(talk, {
        at,
        direction: 'out',
        author_kind: 'broadcast',
        broadcast_id: id,
        ...stateOf(random),
      })
      if (!isSkipped) {
        add('conversations', {
          ...{
            id: person,
            number: 10_000 + i * 100 + n,
            channel_id: channel.id,
            contact_id: contact.id,
            status: 'resolved',
          },
          ...{
            priority: 'normal',
            labels: [],
            opened_at: iso(at),
            last_message_at: iso(at),
            subject: '',
            is_first: true,
          },
          ...{
            last_preview: '',
            last_author: 'broadcast',
            message_count: 1,
            first_sla: 'none',
            resolution_sla: 'none',
          },
          ...{ reopened_count: 0, handled_by: 'nobody', bot_state: 'none' },
        })
        add('messages', message)
      }
      add('broadcast_recipients', {
        ...{
          id: newId(),
          broadcast_id: id,
          address: `+4477009${i}${n}`,
          name: `Reader ${n}`,
          variables: {},
          reason: '',
        },
        ...{ state: isSkipped ? 'skipped' : 'queued', message_id: isSkipped ? null : message.id },
      })
    }
  }
}
