import type { TestWorld } from '#platform/testing/world.ts'
import type { InputOf } from '#values/endpoint.ts'
import type { Webchat } from '../contract/webchat.ts'
import * as contract from '../contract/webchat.ts'
import { createWebchat } from './create-webchat.ts'

/** A visitor's browser: its key, and what the widget would call. */
export async function newVisitor(world: TestWorld, chat: Webchat) {
  const guest = world.guest(orgOf(chat))
  const { token } = chat
  const { key } = await world.call(contract.startVisit, { token, page: 'https://firm.example/' }, guest)
  let refs = 0
  const ref = () => `ref-00000${++refs}`
  return {
    key,
    say: (body: string, mark = ref()) =>
      world
        .call(
          contract.sendVisitorMessage,
          { token, key, ref: mark, body, page: 'https://firm.example/prices' },
          guest,
        )
        .then(({ message }) => message),
    read: (input: Partial<InputOf<typeof contract.readVisitorThread>> = {}) =>
      world.call(contract.readVisitorThread, { token, key, ...input }, guest),
    details: (input: { name?: string; email?: string; phone?: string }) =>
      world.call(contract.saveVisitorDetails, { token, key, ...input }, guest),
    leave: (input: { name: string; contact: string; body: string }) =>
      world.call(contract.leaveMessage, { token, key, ref: ref(), ...input }, guest),
    typing: () => world.call(contract.noteVisitorTyping, { token, key }, guest),
    sendFile: (name: string, bytes: Uint8Array, mark = ref()) =>
      world.call(
        contract.sendVisitorFile,
        { token, key, ref: mark, name, base64: Buffer.from(bytes).toString('base64') },
        guest,
      ),
  }
}

const orgs = new WeakMap<Webchat, string>()
const orgOf = (chat: Webchat) => orgs.get(chat)!

/** A web chat of the organisation, as its page adds it. */
export async function newWebchat(world: TestWorld, orgId: string): Promise<Webchat> {
  const chat = await world.command(createWebchat, { name: 'Web chat' }, await world.as(orgId, 'manager'))
  orgs.set(chat, orgId)
  return chat
}

/** The newest conversation of the organisation. */
export async function latestConversation(world: TestWorld, orgId: string) {
  const [row] = await world.sql<{ id: string; contact_id: string; client_id: string | null; status: string }>(
    'select id, contact_id, client_id, status from inbox.conversations where org_id = $1 order by number desc limit 1',
    [orgId],
  )
  return row!
}
