import { expect, test } from 'vitest'
import { cancellationVariables, customerVariables, visitVariables } from './fill-variables.ts'

const visit = {
  number: 'BR-7K3Q2M',
  status: 'confirmed',
  serviceName: 'Regular clean',
  staffName: 'Anna',
  startsAt: '2026-07-04T08:30:00.000Z',
  endsAt: '2026-07-04T11:30:00.000Z',
  price: 7150,
  paid: 2000,
  currency: 'GBP',
}
const around = {
  zone: 'Europe/London',
  locale: 'en-GB',
  place: 'N16 8JR',
  deadline: '2026-07-03T08:30:00.000Z',
  link: 'https://x.test/track/t',
  calendarLink: 'https://x.test/c',
}

test('a visit is told in the organisation’s time and money', () => {
  expect(visitVariables(visit, around)).toMatchObject({
    day: 'Saturday 4 July 2026',
    time: '09:30–12:30',
    price: '£71.50',
    paid: '£20.00',
    due: '£51.50',
    deadline: 'Friday 3 July, 09:30',
    isPending: '',
  })
  expect(visitVariables({ ...visit, paid: 7150 }, { ...around, zone: 'Asia/Kolkata' })).toMatchObject({
    time: '14:00–17:00',
    due: '',
  })
})

test('nothing is said of sums that do not move, and no reason of the customer’s own', () => {
  expect(
    cancellationVariables({ refund: 0, fee: 3575, reason: 'Ill', by: 'customer' }, 'GBP', 'en-GB'),
  ).toEqual({
    refund: '',
    fee: '£35.75',
    reason: '',
    byCustomer: 'yes',
  })
})

test('somebody without a name is greeted all the same', () => {
  expect(customerVariables(null)).toEqual({ name: 'there', firstName: 'there' })
  expect(customerVariables(' Hannah  Whitcombe')).toMatchObject({ firstName: 'Hannah' })
})
