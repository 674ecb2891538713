import { describe, expect, test } from 'vitest'
import type { StatusReport } from '../contract/incoming.ts'
import { sumReports } from './status-order.ts'

const report = (
  status: StatusReport['status'],
  second: number,
  more: Partial<StatusReport> = {},
): StatusReport => ({
  providerRef: 'm1',
  status,
  at: `2026-11-26T10:00:0${second}.000Z`,
  ...more,
})
const at = (second: number) => `2026-11-26T10:00:0${second}.000Z`

describe('INBX-016 reports about a message', () => {
  const three = [report('sent', 1), report('delivered', 2), report('read', 3)]
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]

  test.each(orders)('in the order %i, %i, %i come to the same', (...order) => {
    expect(sumReports(order.map((i) => three[i]!))).toEqual(sumReports(three))
  })

  test('a message that was read was also delivered and sent', () => {
    expect(sumReports([report('read', 5)])).toMatchObject([
      { status: 'read', sentAt: at(5), deliveredAt: at(5), readAt: at(5) },
    ])
  })

  test('told twice is told once', () => {
    expect(sumReports([...three, ...three])).toEqual(sumReports(three))
  })

  test('a failure after sending counts; one of a delivered message does not', () => {
    const failed = report('failed', 4, { code: '131026', title: 'Undeliverable' })
    expect(sumReports([report('sent', 1), failed])).toMatchObject([
      { status: 'failed', failedAt: at(4), code: '131026', title: 'Undeliverable', sentAt: at(1) },
    ])
    expect(sumReports([failed, report('delivered', 5)])).toMatchObject([{ status: 'delivered' }])
  })

  test('each message has its own sum, and the price is kept', () => {
    const other = report('delivered', 2, { providerRef: 'm2', price: 7 })
    const sums = sumReports([report('sent', 1), other])
    expect(sums.map(({ providerRef, status, price }) => [providerRef, status, price])).toEqual([
      ['m1', 'sent', null],
      ['m2', 'delivered', 7],
    ])
  })
})
