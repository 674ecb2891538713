import { expect, test } from 'vitest'
import { testWorld } from '#platform/testing/world.ts'
import { mintToken } from '#platform/token.ts'
import * as contract from '../../contract.ts'
import { messagesReceived, ratingGiven } from '../../events.ts'
import { memberIdOf, newChannel, newOffice, type Office } from '../office.fixture.ts'
import { askForRating } from './ask-for-rating.ts'
import { noteRatingComments } from './note-rating-comments.ts'

const world = await testWorld()

/** Somebody wrote, was answered, and the matter is closed. */
async function closed(office: Office, from = '447700900001', channelId?: string) {
  const conversationId = await office.writes(from, 'Hello', channelId ? { channelId } : {})
  await world.call(contract.sendReply, { conversationId, body: 'Hello', resolve: true }, office.ann)
  return conversationId
}
const ask = (office: Office, conversationId: string) =>
  world.command(askForRating, conversationId, world.system(office.orgId))
const linkOf = (office: Office, ratingId: string) =>
  mintToken(world.services.config.secret, 'rating', office.orgId, ratingId)

test('after a conversation is closed the customer is asked, and it stays closed (INBX-026)', async () => {
  const office = await newOffice(world)
  const conversationId = await closed(office)
  expect(await ask(office, conversationId)).not.toBeNull()
  const { conversation, messages, rating } = await world.call(
    contract.getConversation,
    { conversationId },
    office.ann,
  )
  expect(conversation).toMatchObject({ status: 'resolved', handledBy: 'agent' })
  expect(messages.at(-1)).toMatchObject({
    authorKind: 'auto_reply',
    body: expect.stringContaining('How did we do?'),
  })
  expect(rating).toMatchObject({ score: null })
})

test('nobody is asked twice within a week, also on another channel once they are known as one person', async () => {
  const office = await newOffice(world)
  const sms = await newChannel(world, office.orgId, 'sms')
  const first = await closed(office)
  const second = await closed(office, '+447700900001', sms)
  const [a, b] = await Promise.all(
    [first, second].map(
      async (conversationId) =>
        (await world.call(contract.getConversation, { conversationId }, office.ann)).conversation.contactId,
    ),
  )
  await world.call(contract.mergeContacts, { keptId: a!, mergedId: b! }, office.ann)
  expect(await ask(office, first)).not.toBeNull()
  expect(await ask(office, second)).toBeNull()
  world.setNow('2026-11-30T10:00:00.001Z')
  await office.writes('+447700900001', 'Hello again', { channelId: sms })
  await world.call(contract.sendReply, { conversationId: second, body: 'Hello', resolve: true }, office.ann)
  expect(await ask(office, second)).not.toBeNull()
})

test.each([
  [
    'opened again meanwhile',
    (office: Office, conversationId: string) =>
      world.call(contract.reopenConversation, { conversationId }, office.ann),
  ],
  [
    'switched off',
    (office: Office) => world.call(contract.updateInboxSettings, { ratingEnabled: false }, office.mia),
  ],
  ['WhatsApp’s window shut', async () => world.setNow('2026-11-24T10:00:01.000Z')],
])('nobody is asked when %s', async (_case, change) => {
  const office = await newOffice(world)
  const conversationId = await closed(office)
  await change(office, conversationId)
  expect(await ask(office, conversationId)).toBeNull()
})

test('by the link the customer answers, and may think better of it; each new answer is told', async () => {
  const office = await newOffice(world)
  const conversationId = await closed(office)
  const ratingId = (await ask(office, conversationId))!
  const token = linkOf(office, ratingId)
  const guest = world.guest(office.orgId)
  expect(await world.call(contract.getPublicRating, { token }, guest)).toMatchObject({
    organizationName: 'Bright Rooms',
    score: null,
  })
  await world.call(contract.giveRating, { token, score: 2, comment: 'Late' }, guest)
  await world.call(contract.giveRating, { token, score: 2, comment: 'Late' }, guest)
  await world.call(contract.giveRating, { token, score: 4, comment: 'Late, but kind' }, guest)
  const { rating } = await world.call(contract.getConversation, { conversationId }, office.ann)
  expect(rating).toMatchObject({ score: 4, comment: 'Late, but kind' })
  expect((await world.events(office.orgId, ratingGiven)).map(({ score }) => score)).toEqual([2, 4])
  const [row] = await world.sql('select agent_id, handled_by from inbox.ratings where org_id = $1', [
    office.orgId,
  ])
  expect(row).toEqual({ agent_id: memberIdOf(office.ann), handled_by: 'agent' })
})

test('a forged link, or one of another purpose, opens nothing', async () => {
  const office = await newOffice(world)
  const ratingId = (await ask(office, await closed(office)))!
  const other = mintToken(world.services.config.secret, 'visit', office.orgId, ratingId)
  for (const token of [other, `${linkOf(office, ratingId).slice(0, -2)}xx`])
    await expect(
      world.call(contract.getPublicRating, { token }, world.guest(office.orgId)),
    ).rejects.toMatchObject({
      code: 'http.not_found',
    })
})

test('words that follow a score closely are its comment', async () => {
  const office = await newOffice(world)
  const conversationId = await closed(office)
  const ratingId = (await ask(office, conversationId))!
  await world.call(
    contract.giveRating,
    { token: linkOf(office, ratingId), score: 5 },
    world.guest(office.orgId),
  )
  world.setNow('2026-11-23T10:10:00.000Z')
  await office.writes('447700900001', 'You were lovely')
  const payload = (await world.events(office.orgId, messagesReceived)).at(-1) as never
  const event = { id: '', orgId: office.orgId, name: '', actor: '', occurredAt: '', payload }
  await world.command(noteRatingComments, event, world.system(office.orgId))
  const { rating } = await world.call(contract.getConversation, { conversationId }, office.ann)
  expect(rating).toMatchObject({ score: 5, comment: 'You were lovely' })
})

test('a customer whose conversation is closed is asked without anybody doing more (INBX-026)', async () => {
  const office = await newOffice(world)
  // The queue goes by the clock on the wall: two minutes after this have long passed.
  world.setNow('2026-01-05T10:00:00.000Z')
  const conversationId = await closed(office)
  await world.runJobs()
  const { rating, messages } = await world.call(contract.getConversation, { conversationId }, office.ann)
  expect(rating).toMatchObject({ score: null })
  expect(messages.filter(({ authorKind }) => authorKind === 'auto_reply')).toHaveLength(1)
})
