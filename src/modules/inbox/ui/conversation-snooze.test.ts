import { describe, expect, test } from 'vitest'
import { snoozeChoices, untilOfField } from './conversation-snooze.ts'

const choices = (at: string, zone = 'Europe/London') =>
  snoozeChoices(Date.parse(at), zone, 'en-GB').map(({ key, detail }) => `${key}: ${detail}`)

describe('when to see a conversation again', () => {
  test('on a Thursday in the early afternoon', () => {
    expect(choices('2026-11-26T14:02:07Z')).toEqual([
      'hour: Thu 26 Nov 15:02',
      'three: Thu 26 Nov 17:02',
      'evening: Thu 26 Nov 18:00',
      'tomorrow: Fri 27 Nov 09:00',
      'monday: Mon 30 Nov 09:00',
      'week: Thu 3 Dec 09:00',
    ])
  })

  test('in the evening there is no evening left; on a Sunday Monday is tomorrow', () => {
    expect(choices('2026-11-29T19:00:00Z').map((one) => one.split(':')[0])).toEqual([
      'hour',
      'three',
      'tomorrow',
      'week',
    ])
  })

  test('on a Monday the next Monday is a week away, and stands once', () => {
    expect(choices('2026-11-30T10:00:00Z').filter((one) => one.includes('7 Dec'))).toHaveLength(1)
  })

  test('nine in the morning stays nine over the end of summer time', () => {
    const [tomorrow] = snoozeChoices(Date.parse('2026-10-24T20:00:00Z'), 'Europe/London', 'en-GB').filter(
      ({ key }) => key === 'tomorrow',
    )
    expect(tomorrow?.until).toBe('2026-10-25T09:00:00.000Z')
  })
})

test('a time of one’s own counts in the organisation’s zone and only in the future', () => {
  const now = Date.parse('2026-11-26T14:00:00Z')
  expect(untilOfField('2026-11-27T09:30', 'Asia/Kolkata', now)).toBe('2026-11-27T04:00:00.000Z')
  expect(untilOfField('2026-11-26T13:00', 'Europe/London', now)).toBeNull()
  expect(untilOfField('', 'Europe/London', now)).toBeNull()
})
