import { expect, test } from 'vitest'
import { ensureContact } from '#modules/crm/public.ts'
import { testWorld } from '#platform/testing/world.ts'
import { newId } from '#values/ids.ts'
import * as contract from '../../contract.ts'
import { ticketChanged } from '../../events.ts'
import { memberIdOf, newOffice } from '../office.fixture.ts'
import { resolveTicket } from './resolve-ticket.ts'

const world = await testWorld()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

test('a ticket from a conversation takes its client, stands beside it, and says so in the thread (INBX-023)', async () => {
  const { orgId, ann, writes } = await newOffice(world)
  const conversationId = await writes('447700900001', 'The oven is broken')
  const clientId = await world.command(ensureContact, { name: 'Clara Holt' }, ann)
  await world.call(contract.linkClient, { conversationId, clientId }, ann)
  const ticket = await world.call(
    contract.createTicket,
    { title: 'Repair the oven', priority: 'high', conversationId },
    ann,
  )
  expect(ticket).toMatchObject({
    number: 1,
    clientId,
    status: 'open',
    createdBy: 'Ann Baker',
    contactName: 'Person 447700900001',
  })
  const shown = await world.call(contract.getConversation, { conversationId }, ann)
  expect(shown.tickets).toMatchObject([{ number: 1, title: 'Repair the oven' }])
  expect(shown.messages.map(({ body }) => body)).toContain('Ann Baker opened the ticket #1: Repair the oven')
  expect(await world.events(orgId, ticketChanged)).toMatchObject([{ change: 'opened', clientId }])
})

test('two who resolve a ticket at once: one does, one is told; it can be opened again', async () => {
  const { ann, bob } = await newOffice(world)
  const { id: ticketId } = await world.call(contract.createTicket, { title: 'Call back' }, ann)
  const codes = await Promise.all(
    [ann, bob].map((who) => codeOf(world.command(resolveTicket, { ticketId }, who))),
  )
  expect(codes.sort()).toEqual(['done', 'inbox.ticket_resolved'])
  expect(await codeOf(world.call(contract.updateTicket, { ticketId, title: 'Later' }, ann))).toBe(
    'inbox.ticket_resolved',
  )
  expect(await world.call(contract.reopenTicket, { ticketId }, bob)).toMatchObject({
    status: 'open',
    resolvedAt: null,
  })
  expect(await codeOf(world.call(contract.reopenTicket, { ticketId }, bob))).toBe('inbox.ticket_open')
})

test('what is so already changes nothing and tells nobody', async () => {
  const { orgId, ann, bob } = await newOffice(world)
  const { id: ticketId } = await world.call(contract.createTicket, { title: 'Call back' }, ann)
  const change = { ticketId, status: 'pending', assigneeId: memberIdOf(bob) } as const
  const changed = await world.call(contract.updateTicket, change, ann)
  expect(changed).toMatchObject({ status: 'pending', assigneeName: 'Bob Carr', title: 'Call back' })
  await world.call(contract.updateTicket, change, ann)
  expect(await world.events(orgId, ticketChanged)).toHaveLength(2)
  expect(await codeOf(world.call(contract.updateTicket, { ticketId, assigneeId: newId() }, ann))).toBe(
    'inbox.not_found',
  )
})

test('the list is filtered, sorted and counted by priority, in a fixed number of statements', async () => {
  const { ann, bob } = await newOffice(world)
  const open = async (title: string, change: object = {}) =>
    (await world.call(contract.createTicket, { title, ...change }, ann)).id
  await open('Lost key', { priority: 'urgent', assigneeId: memberIdOf(bob) })
  await open('Broken oven', { priority: 'high' })
  await open('Invoice', { priority: 'low' })
  await world.call(contract.resolveTicket, { ticketId: await open('Old') }, ann)
  const list = async (input: object = {}) => world.call(contract.listTickets, input, ann)
  const titles = async (input: object) => (await list(input)).items.map(({ title }) => title)
  const all = await list()
  expect(all.items.map(({ title }) => title)).toEqual(['Lost key', 'Broken oven', 'Invoice'])
  expect(all.counts).toEqual({ open: 3, pending: 0, urgent: 1, high: 1, normal: 0, low: 1 })
  expect(await titles({ status: 'resolved' })).toEqual(['Old'])
  expect(await titles({ assigneeId: ['unassigned'], priority: ['high'] })).toEqual(['Broken oven'])
  expect(await titles({ assigneeId: [memberIdOf(bob)] })).toEqual(['Lost key'])
  expect(await titles({ q: 'oven' })).toEqual(['Broken oven'])
  expect(await titles({ q: '#1' })).toEqual(['Lost key'])
  const first = await list({ limit: 2 })
  expect((await list({ limit: 2, cursor: first.nextCursor })).items.map(({ title }) => title)).toEqual([
    'Invoice',
  ])
  expect(await world.countQueries(() => list())).toBeLessThanOrEqual(4)
})
