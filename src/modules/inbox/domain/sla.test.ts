import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOpenAt, type Schedule } from '#values/business-hours.ts'
import type { SlaPolicy } from '../contract/sla.ts'
import { choosePolicy, firstDue, nextDue, openMs, type PromiseFacts, replan, type SlaRules } from './sla.ts'

const MINUTE = 60_000
const day = [{ from: '09:00', to: '17:00' }]
const schedule: Schedule = {
  zone: 'Europe/London',
  weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  overrides: [{ day: '2026-12-25', hours: [] }],
}
const policy = (change: Partial<SlaPolicy> = {}): SlaPolicy => ({
  id: 'standard',
  name: 'Standard',
  position: 1,
  channelKind: null,
  priority: null,
  firstMinutes: 60,
  nextMinutes: 120,
  resolutionMinutes: 960,
  inBusinessHours: true,
  isActive: true,
  ...change,
})
const rules = (...policies: SlaPolicy[]): SlaRules => ({ policies, schedule })
const chat = { channelKind: 'whatsapp', priority: 'normal' } as const

describe('which policy counts (INBX-022)', () => {
  const line = rules(
    policy({ id: 'resting', isActive: false }),
    policy({ id: 'urgent mail', channelKind: 'email', priority: 'urgent' }),
    policy({ id: 'urgent', priority: 'urgent' }),
    policy({ id: 'mail', channelKind: 'email' }),
  )
  test.each([
    ['email', 'urgent', 'urgent mail'],
    ['sms', 'urgent', 'urgent'],
    ['email', 'low', 'mail'],
    ['sms', 'low', undefined],
  ] as const)('%s, %s: the first active one that fits, %s', (channelKind, priority, id) => {
    expect(choosePolicy(line, { channelKind, priority })?.id).toBe(id)
  })

  test('where none fits, nothing is promised', () => {
    expect(
      firstDue(rules(policy({ channelKind: 'email' })), { ...chat, at: '2026-11-23T10:00:00.000Z' }),
    ).toBeNull()
  })
})

describe('when an answer falls due', () => {
  test.each([
    ['in the day', '2026-11-23T10:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['written before opening', '2026-11-23T06:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['half an hour before closing', '2026-11-23T16:30:00.000Z', '2026-11-24T09:30:00.000Z'],
    ['due at closing, not on the next day', '2026-11-23T16:00:00.000Z', '2026-11-23T17:00:00.000Z'],
    ['on a Friday evening', '2026-11-27T20:00:00.000Z', '2026-11-30T10:00:00.000Z'],
    ['before a closed Friday', '2026-12-24T16:30:00.000Z', '2026-12-28T09:30:00.000Z'],
    // Friday 23 October is summer time (17:00 is 16:00 UTC), Monday 26 October is not.
    ['over the October change', '2026-10-23T15:30:00.000Z', '2026-10-26T09:30:00.000Z'],
    ['over the March change', '2026-03-27T16:30:00.000Z', '2026-03-30T08:30:00.000Z'],
  ])('%s', (_case, at, dueAt) => {
    expect(firstDue(rules(policy()), { ...chat, at })?.dueAt).toBe(dueAt)
  })

  test('real time runs through nights and clock changes', () => {
    const always = rules(policy({ inBusinessHours: false, firstMinutes: 1440, resolutionMinutes: null }))
    expect(firstDue(always, { ...chat, at: '2026-10-24T12:00:00.000Z' })).toEqual({
      policyId: 'standard',
      dueAt: '2026-10-25T12:00:00.000Z',
      resolutionDueAt: null,
    })
  })

  test('the next answer has its own minutes, by the policy the conversation has', () => {
    const line = rules(policy(), policy({ id: 'slow', nextMinutes: null }))
    const at = '2026-11-23T10:00:00.000Z'
    expect(nextDue(line, { policyId: 'standard', at })).toBe('2026-11-23T12:00:00.000Z')
    expect(nextDue(line, { policyId: 'slow', at })).toBeNull()
    expect(nextDue(line, { policyId: 'deleted', at })).toBeNull()
    expect(nextDue(line, { policyId: null, at })).toBeNull()
  })

  test('where it is never open, a promise in business hours is none', () => {
    const shut: SlaRules = { policies: [policy()], schedule: { zone: 'UTC', weekly: {} } }
    expect(firstDue(shut, { ...chat, at: '2026-11-23T10:00:00.000Z' })).toEqual({
      policyId: 'standard',
      dueAt: null,
      resolutionDueAt: null,
    })
  })
})

describe('another priority plans anew', () => {
  const line = rules(
    policy({ id: 'urgent', priority: 'urgent', firstMinutes: 15, nextMinutes: 30, resolutionMinutes: null }),
    policy(),
  )
  const facts: PromiseFacts = {
    channelKind: 'sms',
    priority: 'urgent',
    openedAt: '2026-11-23T10:00:00.000Z',
    waitingSince: '2026-11-23T10:00:00.000Z',
    firstReplyAt: null,
    firstSla: 'pending',
    resolutionSla: 'pending',
    isResolved: false,
  }
  test('from the beginning, while the first answer is owed', () => {
    expect(replan(line, facts)).toEqual({
      policyId: 'urgent',
      firstDueAt: '2026-11-23T10:15:00.000Z',
      dueAt: '2026-11-23T10:15:00.000Z',
      firstSla: 'pending',
      resolutionDueAt: null,
      resolutionSla: 'none',
    })
  })

  test('from when the customer waits, once there was an answer; what was kept stays kept', () => {
    const waitingSince = '2026-11-23T12:00:00.000Z'
    const later = {
      ...facts,
      waitingSince,
      firstReplyAt: '2026-11-23T10:05:00.000Z',
      firstSla: 'met' as const,
    }
    expect(replan(line, later)).toMatchObject({ dueAt: '2026-11-23T12:30:00.000Z', firstSla: 'met' })
    expect(replan(line, { ...later, waitingSince: null }).dueAt).toBeNull()
  })

  test('a breach is not undone by a lower priority, nor a resolved conversation reopened', () => {
    expect(replan(line, { ...facts, priority: 'low', firstSla: 'breached' }).firstSla).toBe('breached')
    expect(
      replan(line, { ...facts, isResolved: true, firstSla: 'none', resolutionSla: 'met' }),
    ).toMatchObject({
      dueAt: null,
      firstSla: 'none',
      resolutionSla: 'met',
    })
  })
})

test('business time between two instants leaves out nights, weekends and closed days', () => {
  expect(openMs(rules(), '2026-11-27T16:00:00.000Z', '2026-11-30T10:00:00.000Z')).toBe(120 * MINUTE)
  expect(openMs(rules(), '2026-12-24T16:00:00.000Z', '2026-12-28T10:00:00.000Z')).toBe(120 * MINUTE)
  expect(openMs(rules(), '2026-11-30T10:00:00.000Z', '2026-11-27T16:00:00.000Z')).toBe(0)
})

describe('laws', () => {
  const zones = ['Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/New_York']
  /** Around the clock changes of 2026 in these zones. */
  const anchors = [
    '2026-03-08',
    '2026-03-29',
    '2026-04-05',
    '2026-10-04',
    '2026-10-25',
    '2026-11-01',
    '2026-07-01',
  ]
  const facts = fc.record({
    zone: fc.constantFrom(...zones),
    at: fc
      .tuple(fc.constantFrom(...anchors), fc.integer({ min: -4_000, max: 4_000 }))
      .map(([anchor, minutes]) => new Date(Date.parse(anchor) + minutes * MINUTE).toISOString()),
    minutes: fc.integer({ min: 1, max: 3_000 }),
  })

  test('between the beginning and the due time lie exactly the promised minutes of business time', () => {
    fc.assert(
      fc.property(facts, ({ zone, at, minutes }) => {
        const own: SlaRules = {
          policies: [policy({ firstMinutes: minutes })],
          schedule: { ...schedule, zone },
        }
        const dueAt = firstDue(own, { ...chat, at })!.dueAt!
        expect(openMs(own, at, dueAt)).toBe(minutes * MINUTE)
        // Due in open time: at its very end at the latest.
        expect(isOpenAt(own.schedule, Date.parse(dueAt) - 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('a closed day moves a due time past it, and never brings one forward', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 5 }), ({ zone, at, minutes }, ahead) => {
        const line = [policy({ firstMinutes: minutes })]
        const dueWith = (overrides: Schedule['overrides']) =>
          firstDue({ policies: line, schedule: { ...schedule, zone, overrides } }, { ...chat, at })!.dueAt!
        const usual = dueWith([])
        const closed = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().add({ days: ahead })
        const due = dueWith([{ day: closed.toString(), hours: [] }])
        const dueDay = Temporal.Instant.from(due).toZonedDateTimeISO(zone).toPlainDate()
        expect(due >= usual).toBe(true)
        expect(dueDay.equals(closed)).toBe(false)
        // Nothing changes for what was due before that day.
        const usualDay = Temporal.Instant.from(usual).toZonedDateTimeISO(zone).toPlainDate()
        if (Temporal.PlainDate.compare(usualDay, closed) < 0) expect(due).toBe(usual)
        const own: SlaRules = {
          policies: line,
          schedule: { ...schedule, zone, overrides: [{ day: closed.toString(), hours: [] }] },
        }
        expect(openMs(own, at, due)).toBe(minutes * MINUTE)
      }),
      { numRuns: 300 },
    )
  })

  test('business time adds up over any cut', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 10_000 }), ({ zone, at, minutes }, more) => {
        const own: SlaRules = { policies: [], schedule: { ...schedule, zone } }
        const middle = new Date(Date.parse(at) + minutes * MINUTE).toISOString()
        const end = new Date(Date.parse(middle) + more * MINUTE).toISOString()
        expect(openMs(own, at, middle) + openMs(own, middle, end)).toBe(openMs(own, at, end))
      }),
      { numRuns: 300 },
    )
  })
})
