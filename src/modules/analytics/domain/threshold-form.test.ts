import { expect, test } from 'vitest'
import { thresholdFields, thresholdsOf } from './threshold-form.ts'

const response = (warn: string, bad: string) => thresholdsOf({ response_time: { warn, bad } })

test('limits are typed in minutes and kept in seconds (ANLY-009)', () => {
  expect(response('5', '20,5').thresholds).toEqual({
    response_time: { better: 'down', warn: 300, bad: 1230 },
  })
})

test('what is as usual, or empty, is no limit of the organisation’s own', () => {
  expect(response('15', '60')).toEqual({ thresholds: {}, faults: [] })
  expect(response('', '')).toEqual({ thresholds: {}, faults: [] })
  expect(response('10', '').thresholds).toEqual({ response_time: { better: 'down', warn: 600, bad: 3600 } })
})

test.each([
  [
    { response_time: { warn: '60', bad: '15' } },
    ['thresholds', 'response_time', 'bad'],
    'Red must lie above yellow.',
  ],
  [
    { sla_compliance: { warn: '90', bad: '95' } },
    ['thresholds', 'sla_compliance', 'bad'],
    'Red must lie below yellow.',
  ],
  [
    { response_time: { warn: 'soon', bad: '60' } },
    ['thresholds', 'response_time', 'warn'],
    'Enter a number, 0 or more.',
  ],
  [{ leads: { warn: '5' } }, ['thresholds', 'leads', 'bad'], 'Give both limits, or neither.'],
])('%j is refused beside its field', (typed, path, message) => {
  expect(thresholdsOf(typed).faults).toEqual([{ path, message }])
})

test('every figure that can be good or bad has its fields, in the unit people think in', () => {
  const fields = thresholdFields({ response_time: { better: 'down', warn: 300, bad: 1230 } }, 'GBP')
  expect(fields.find(({ key }) => key === 'response_time')).toMatchObject({
    warn: '5',
    bad: '20.5',
    suffix: 'min',
    isOwn: true,
    usual: { warn: '15', bad: '60' },
  })
  expect(fields.find(({ key }) => key === 'sla_compliance')).toMatchObject({
    warn: '95',
    suffix: '%',
    isOwn: false,
  })
  expect(fields.some(({ key }) => key === 'conversations')).toBe(false)
})
