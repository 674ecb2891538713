import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallReport } from '../contract/incoming.ts'
import { type Call, callWords, isTalked, nextCall } from './call.ts'

const at = (minute: number) => `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`
const report = (event: CallReport['event'], minute: number, more: Partial<CallReport> = {}) => ({
  ...{ callRef: 'c1', event, from: '+447700900142', name: '', at: at(minute) },
  ...more,
})
const told = (...reports: ReturnType<typeof report>[]) =>
  reports.reduce<Call | null>((call, one) => nextCall(call, one), null)!

describe('a call as its reports tell it', () => {
  test('rings, is answered and ends', () => {
    const call = told(
      report('ringing', 1),
      report('answered', 2),
      report('completed', 5, { durationSeconds: 192 }),
    )
    expect(call).toEqual({
      ...{
        state: 'completed',
        startedAt: at(1),
        endedAt: at(5),
        answeredAt: '2026-11-21T10:01:48.000Z',
        answeredBy: null,
        durationSeconds: 192,
        recordingSeconds: null,
      },
    })
    expect(callWords(call)).toBe('Call, 3 min 12 s')
  })

  test('a late "ringing" takes nothing back', () => {
    expect(told(report('completed', 5), report('ringing', 1))).toMatchObject({
      ...{ state: 'completed', startedAt: at(1), endedAt: at(5) },
    })
  })

  test('a missed call that leaves a message is a voicemail', () => {
    const call = told(
      report('ringing', 1),
      report('missed', 2),
      report('voicemail', 3, { recording: { url: 'https://x/y', durationSeconds: 32 } }),
    )
    expect(callWords(call)).toBe('Voicemail, 32 s')
    expect(isTalked(call)).toBe(false)
  })

  test('a second line that rings out does not make an answered call a missed one', () => {
    expect(told(report('answered', 1), report('missed', 2)).state).toBe('answered')
  })

  test.each([
    ['was told to be answered', [report('ringing', 1), report('answered', 2)], at(2)],
    ['ended, with its length', [report('completed', 5, { durationSeconds: 60 })], at(4)],
    ['ended, no length known', [report('completed', 5)], at(5)],
    ['was missed', [report('ringing', 1), report('missed', 2)], null],
    ['rang out on a second line', [report('answered', 2), report('missed', 3)], at(2)],
  ])('a call that %s was answered at the right instant', (_, reports, answeredAt) => {
    expect(told(...reports).answeredAt).toBe(answeredAt)
  })

  test('a call of which only the end is known began its length before', () => {
    expect(told(report('completed', 5, { durationSeconds: 120 }))).toMatchObject({
      startedAt: at(3),
      endedAt: at(5),
    })
  })

  test('a recording changes nothing but itself', () => {
    const recording = report('recording', 9, { recording: { url: 'https://x/y', durationSeconds: 30 } })
    expect(told(report('completed', 5), recording)).toMatchObject({
      ...{ state: 'completed', endedAt: at(5), recordingSeconds: 30 },
    })
  })
})

test('whatever the order of the reports of one call, it ends in the same state', () => {
  const events = [report('ringing', 1), report('answered', 2), report('completed', 5, { durationSeconds: 9 })]
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: 3 }), (shuffled) => {
      expect(told(...shuffled)).toEqual(told(...events))
    }),
  )
})
