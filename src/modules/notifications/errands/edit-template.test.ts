import { expect, test } from 'vitest'
import { appointmentBooked } from '#modules/booking/events.ts'
import { createMember } from '#modules/identity/public.ts'
import type { CommandContext } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import { testWorld } from '#platform/testing/world.ts'
import type { EventFact } from '#values/event.ts'
import { newId } from '#values/ids.ts'
import { createFakeMailer } from '../adapters/fake-mailer.ts'
import * as contract from '../contract.ts'
import { defaultTemplates } from '../domain/default-templates.ts'

const mailer = createFakeMailer()
const world = await testWorld({ adapters: { mailer } })
const tell = (ctx: CommandContext, fact: EventFact) => publish(ctx, fact)

async function office() {
  const orgId = await world.newOrg()
  return { orgId, manager: await world.as(orgId, 'manager'), agent: await world.as(orgId, 'agent') }
}

async function faultsOf(call: Promise<unknown>): Promise<string[]> {
  const error = (await call.then(
    () => ({}),
    (reason: unknown) => reason,
  )) as { details?: { faults: { path: string[]; message: string }[] } }
  return error.details?.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? ['accepted']
}

test.each(contract.TemplateKey.options)(
  'the default of %s has no fault and fills every variable',
  async (key) => {
    const { manager } = await office()
    const { subject, body } = defaultTemplates[key]
    const filled = await world.call(contract.previewTemplate, { key, subject, body }, manager)
    expect(filled.subject).not.toBe('')
    expect(filled.text).not.toMatch(/[{}%<>]/)
    expect(filled.html).not.toContain('{{')
    expect(filled.html).not.toContain('googleapis')
  },
)

test('NOTF-001 an own text is used from the next message on, and resetting goes back to the default', async () => {
  const { orgId, manager } = await office()
  const key = 'visit_booked'
  const saved = await world.call(
    contract.updateTemplate,
    { key, subject: 'See you, {{ customer.firstName }}', body: '<mj-text>On {{ visit.day }}.</mj-text>' },
    manager,
  )
  expect(saved).toMatchObject({ isChanged: true, version: 1, updatedBy: 'Test manager' })
  const visit = {
    appointmentId: newId(),
    number: 'BR-1',
    status: 'confirmed',
    clientId: null,
    serviceId: newId(),
    serviceName: 'Regular clean',
    staffId: newId(),
    staffName: 'Anna',
    startsAt: '2026-07-04T08:30:00.000Z',
    endsAt: '2026-07-04T11:30:00.000Z',
    customerName: 'Hannah W',
    customerEmail: 'hannah@example.com',
    customerPhone: null,
    postcode: 'N16 8JR',
    price: 100,
    paid: 0,
    currency: 'GBP',
    source: 'online',
  }
  await world.command(tell, appointmentBooked(visit), world.system(orgId))
  await world.runJobs()
  expect(mailer.sent.at(-1)).toMatchObject({
    subject: 'See you, Hannah',
    text: expect.stringContaining('On Saturday 4 July 2026.'),
  })
  const [message] = (await world.call(contract.listMessages, {}, manager)).items
  const read = await world.call(contract.getMessage, { messageId: message!.id }, manager)
  expect(read.templateVersion).toBe(1)

  const reset = await world.call(contract.resetTemplate, { key }, manager)
  expect(reset).toMatchObject({ isChanged: false, version: 0, subject: defaultTemplates[key].subject })
  const again = await world.call(
    contract.updateTemplate,
    { key, subject: 'A', body: '<mj-text>B</mj-text>' },
    manager,
  )
  expect(again.version).toBe(2)
})

test.each([
  ['an unclosed variable', '<mj-text>\n{{ visit.day </mj-text>', /^body: Line 2: .*not closed/],
  ['an unclosed condition', '<mj-text>{% if visit.due %}x</mj-text>', /^body: Line 1: .*not closed/],
  [
    'an unknown filter',
    '<mj-text>{{ visit.day | shout }}</mj-text>',
    /^body: Line 1: undefined filter: shout/,
  ],
  [
    'a way around escaping',
    '<mj-text>{{ customer.name | raw }}</mj-text>',
    /^body: Line 1: undefined filter: raw/,
  ],
  [
    'a file of the server',
    '<mj-text>{% include "/etc/passwd" %}</mj-text>',
    /^body: Line 1: tag "include" not found/,
  ],
  [
    'an unknown variable',
    '<mj-text>Hi</mj-text>\n<mj-text>{{ customer.day }}</mj-text>',
    /^body: Line 2: \{\{ customer.day \}\} does not exist here. Did you mean \{\{ visit.day \}\}\?/,
  ],
  [
    'another unknown variable',
    '<mj-text>{{ price }} {{ account.link }}</mj-text>',
    /Did you mean|Use one of: org\.name/,
  ],
  ['an unknown part', '<mj-text>a</mj-text>\n\n<mj-foo>b</mj-foo>', /^body: Line 3: <mj-foo>/],
  [
    'an unknown attribute',
    '<mj-text colour="red">a</mj-text>',
    /^body: Line 1: <mj-text>: Attribute colour is illegal/,
  ],
  ['a program', '<mj-text>\n<script>alert(1)</script></mj-text>', /^body: Line 2: <script> is not allowed/],
  ['a handler', '<mj-text><b onclick="x()">a</b></mj-text>', /^body: Line 1: onclick is not allowed/],
  [
    'a link that runs',
    '<mj-text><a href="javascript:x()">a</a></mj-text>',
    /^body: Line 1: Links must begin/,
  ],
  ['a file by MJML', '<mj-include path="/etc/passwd" />', /^body: Line 1: <mj-include> is not allowed/],
  [
    'a condition that MJML would lose',
    '<mj-text>a</mj-text>\n{% if visit.due != "" %}<mj-text>b</mj-text>{% endif %}',
    /^body: Line 2: .*stands between two parts/,
  ],
])('IDEN-033 %s is refused with its line', async (_, body, expected) => {
  const { manager } = await office()
  const faults = await faultsOf(
    world.call(contract.updateTemplate, { key: 'visit_booked', subject: 'Hello', body }, manager),
  )
  expect(faults.join('\n')).toMatch(expected)
})

test('a fault in the subject stands beside the subject', async () => {
  const { manager } = await office()
  const draft = { key: 'visit_booked' as const, subject: '{{ visit.dya }}', body: '<mj-text>a</mj-text>' }
  expect((await faultsOf(world.call(contract.previewTemplate, draft, manager)))[0]).toMatch(
    /^subject: Line 1: \{\{ visit.dya \}\} does not exist here. Did you mean \{\{ visit.day \}\}\?/,
  )
})

test('a text that would run for ever is stopped, and not saved', async () => {
  const { manager } = await office()
  const body = '<mj-text>{% for i in (1..9000000) %}{% for j in (1..9) %}x{% endfor %}{% endfor %}</mj-text>'
  const draft = { key: 'visit_booked' as const, subject: 'a', body }
  for (const endpoint of [contract.previewTemplate, contract.updateTemplate]) {
    const [fault] = await faultsOf(world.call(endpoint, draft, manager))
    expect(fault).toMatch(/^body: This text cannot be filled: memory alloc limit exceeded/)
  }
})

test('who may only read templates changes none', async () => {
  const { agent } = await office()
  const draft = { key: 'visit_booked' as const, subject: 'a', body: '<mj-text>a</mj-text>' }
  await expect(world.call(contract.updateTemplate, draft, agent)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  await expect(world.call(contract.resetTemplate, { key: draft.key }, agent)).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  expect((await world.call(contract.listTemplates, {}, agent)).items).toHaveLength(9)
})

test('a test message goes to one’s own address and stays in the Outbox', async () => {
  const orgId = await world.newOrg()
  const person = { email: 'nadia@one.test', password: 'a long password', name: 'Nadia' }
  const { memberId } = await createMember(world.services, orgId, { ...person, roles: ['manager'] })
  const manager = await world.as(orgId, 'manager')
  const self = { ...manager, actor: { ...manager.actor, memberId } } as typeof manager
  const answer = await world.call(contract.sendTestMessage, { key: 'visit_reminder' }, self)
  expect(answer).toMatchObject({ sentTo: 'nadia@one.test', status: 'sent', error: null })
  expect(mailer.sent.at(-1)!.subject).toMatch(/^Test: See you on/)
  await expect(
    world.call(contract.sendTestMessage, { key: 'visit_reminder' }, manager),
  ).rejects.toMatchObject({
    code: 'notifications.no_address',
  })
})
