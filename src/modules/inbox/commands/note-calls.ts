import { sql } from 'kysely'
import type { CommandContext } from '#platform/context.ts'
import { newId } from '#values/ids.ts'
import type { CallReport, Incoming } from '../contract/incoming.ts'
import { type Call, callWords, isTalked, nextCall } from '../domain/call.ts'
import { answerByCalls } from './answer-by-calls.ts'
import { enqueueMedia } from './enqueue-media.ts'
import { receiveMessages } from './receive-messages.ts'
import { tellConversations } from './tell-conversations.ts'

type Report = CallReport & { at: string }

interface CallRow extends Call {
  id: string
  conversationId: string
  callRef: string
}

/**
 * Takes what a provider reported of calls on one line, in any order and however often: each call is one message of its
 * caller's conversation, and its recording a file of it, fetched by a job (INBX-039, INBX-040). Asks no permission: it
 * is called for providers.
 */
export async function noteCalls(
  ctx: CommandContext,
  { channelId, calls: reports }: { channelId: string; calls: readonly Report[] },
): Promise<void> {
  if (reports.length === 0) return
  const byRef = Map.groupBy(reports, ({ callRef }) => callRef)
  const known = await lockCalls(ctx, channelId, [...byRef.keys()])
  const fresh = [...byRef].filter(([callRef]) => !known.has(callRef))
  for (const row of await receiveCalls(ctx, channelId, fresh)) known.set(row.callRef, row)
  const rows = [...known.values()].map((row) => ({
    ...row,
    ...byRef.get(row.callRef)!.reduce<Call>(nextCall, row),
  }))
  await updateCalls(ctx, rows)
  await answerByCalls(ctx, rows.filter(isTalked))
  await addRecordings(ctx, channelId, rows, reports)
  await tellConversations(ctx, [...new Set(rows.map(({ conversationId }) => conversationId))], 'call')
}

async function lockCalls(
  ctx: CommandContext,
  channelId: string,
  refs: readonly string[],
): Promise<Map<string, CallRow>> {
  const { rows } = await sql<CallRow>`
    select id, conversation_id as "conversationId", provider_ref as "callRef", state, started_at as "startedAt",
      answered_at as "answeredAt", answered_by as "answeredBy", ended_at as "endedAt", duration_seconds as "durationSeconds", recording_seconds as "recordingSeconds"
    from inbox.calls where org_id = ${ctx.orgId} and channel_id = ${channelId}
      and provider_ref = any(${[...refs]}::text[]) order by id for update`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.callRef, row]))
}

/** Calls that were not known: a message of the caller each, like anything else that people send. */
async function receiveCalls(
  ctx: CommandContext,
  channelId: string,
  fresh: readonly (readonly [string, readonly Report[]])[],
): Promise<CallRow[]> {
  const calls = fresh.map(([callRef, reports]) => ({
    callRef,
    report: reports.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0]!,
    call: reports.reduce<Call | null>(nextCall, null)!,
  }))
  const received = await receiveMessages(ctx, {
    channelId,
    messages: calls.map(
      ({ callRef, report, call }): Incoming => ({
        providerRef: callRef,
        // Callers without a number are not one person.
        from: report.from
          ? { platformUserId: report.from, name: report.name, phone: report.from }
          : { platformUserId: `withheld:${callRef}`, name: report.name || 'Number withheld' },
        at: call.startedAt,
        kind: 'call',
        body: '',
      }),
    ),
  })
  const byRef = new Map(calls.map((one) => [one.callRef, one]))
  const rows = received.map(({ providerRef, messageId, conversationId }) => {
    const { call, report } = byRef.get(providerRef)!
    return { ...call, id: messageId, conversationId, callRef: providerRef, number: report.from }
  })
  const column = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value)
  await sql`
    insert into inbox.calls (org_id, id, channel_id, conversation_id, provider_ref, state, number, started_at)
    select o.id, c.id, ${channelId}, c.conversation_id, c.ref, c.state, c.number, c.started_at
    from core.orgs o, unnest(${column(({ id }) => id)}::uuid[], ${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ callRef }) => callRef)}::text[], ${column(({ state }) => state)}::text[],
      ${column(({ number }) => number)}::text[], ${column(({ startedAt }) => startedAt)}::timestamptz[])
      as c (id, conversation_id, ref, state, number, started_at)
    where o.id = ${ctx.orgId}`.execute(ctx.tx)
  return rows
}

/** Call, message and the conversation's line say the same. */
async function updateCalls(ctx: CommandContext, rows: readonly CallRow[]): Promise<void> {
  const column = <T>(value: (row: CallRow) => T) => rows.map(value)
  const facts = ({ state, startedAt, endedAt, durationSeconds, recordingSeconds }: CallRow) =>
    JSON.stringify({ status: state, startedAt, endedAt, durationSeconds, recordingSeconds })
  await sql`
    with told as (
      select * from unnest(${column(({ id }) => id)}::uuid[], ${column(({ state }) => state)}::text[],
        ${column(({ startedAt }) => startedAt)}::timestamptz[], ${column(({ endedAt }) => endedAt)}::timestamptz[],
        ${column(({ durationSeconds }) => durationSeconds)}::int[],
        ${column(({ recordingSeconds }) => recordingSeconds)}::int[],
        ${column(({ answeredAt }) => answeredAt)}::timestamptz[], ${column(({ answeredBy }) => answeredBy)}::text[],
        ${column(callWords)}::text[], ${column(facts)}::text[])
        as t (id, state, started_at, ended_at, duration, recording, answered_at, answered_by, words, facts)),
    kept as (
      update inbox.calls c set state = t.state, started_at = t.started_at, ended_at = t.ended_at,
        answered_at = t.answered_at, answered_by = t.answered_by, duration_seconds = t.duration, recording_seconds = t.recording
      from told t where c.org_id = ${ctx.orgId} and c.id = t.id),
    shown as (
      update inbox.messages m set data = m.data || t.facts::jsonb
      from told t where m.org_id = ${ctx.orgId} and m.id = t.id
      returning m.conversation_id, m.created_at, t.words)
    update inbox.conversations c set last_preview = s.words from shown s
    where c.org_id = ${ctx.orgId} and c.id = s.conversation_id and c.last_author = 'contact'
      and c.last_message_at = s.created_at`.execute(ctx.tx)
}

/** Each recording once, whatever the repeats; a job fetches and checks them. */
async function addRecordings(
  ctx: CommandContext,
  channelId: string,
  rows: readonly CallRow[],
  reports: readonly Report[],
): Promise<void> {
  const byRef = new Map(rows.map((row) => [row.callRef, row]))
  const wanted = reports.flatMap(({ callRef, recording }) => {
    const row = byRef.get(callRef)
    return recording && row ? [{ row, url: recording.url, id: newId(ctx.now.epochMilliseconds) }] : []
  })
  const files = [...new Map(wanted.map((file) => [file.url, file])).values()]
  if (files.length === 0) return
  const { rows: added } = await sql<{ id: string }>`
    insert into inbox.attachments (org_id, id, message_id, conversation_id, name, media_type, provider_ref, status, created_at)
    select o.id, f.id, f.message_id, f.conversation_id, f.name, 'audio/wav', f.url, 'waiting', ${ctx.now.toString()}
    from core.orgs o, unnest(${files.map(({ id }) => id)}::uuid[], ${files.map(({ row }) => row.id)}::uuid[],
      ${files.map(({ row }) => row.conversationId)}::uuid[],
      ${files.map(({ row }) => (row.state === 'voicemail' ? 'Voicemail' : 'Recording'))}::text[],
      ${files.map(({ url }) => url)}::text[]) as f (id, message_id, conversation_id, name, url)
    where o.id = ${ctx.orgId} and not exists (select from inbox.attachments a
      where a.org_id = ${ctx.orgId} and a.message_id = f.message_id and a.provider_ref = f.url)
    returning id`.execute(ctx.tx)
  await enqueueMedia(
    ctx,
    channelId,
    added.map(({ id }) => id),
  )
}
