import { describe, expect, test } from 'vitest'
import { belongsTo, countFilters, filterOf, neighbourOf, searchCleared, searchOfView } from './inbox-url.ts'

const ID = '018f3b1e-0000-7000-8000-000000000001'
const of = (text: string) => filterOf(new URLSearchParams(text))

describe('the list’s state is its address', () => {
  test('an empty address is my own work', () => {
    expect(of('')).toEqual({ view: 'mine' })
  })

  test('everything that can be chosen is read', () => {
    const text = `view=team&q=key&channelKind=sms&channelKind=email&assigneeId=${ID}&priority=high&label=VIP&sla=overdue&sort=newest`
    expect(of(text)).toEqual({
      view: 'team',
      q: 'key',
      channelKind: ['sms', 'email'],
      assigneeId: [ID],
      priority: ['high'],
      label: ['VIP'],
      sla: ['overdue'],
      sort: 'newest',
    })
  })

  test('what nobody can mean is left out instead of failing', () => {
    expect(
      of(`view=secret&channelKind=fax&assigneeId=1&sort=worst&priority=&label=&q=%20&sla=never`),
    ).toEqual({
      view: 'mine',
    })
    expect(of('priority=high&priority=high').priority).toEqual(['high'])
  })

  test('another view keeps the filters and forgets the order', () => {
    expect(searchOfView(new URLSearchParams('view=team&priority=high&sort=newest'), 'all')).toBe(
      '?view=all&priority=high',
    )
    expect(searchOfView(new URLSearchParams('view=team'), 'mine')).toBe('')
  })

  test('clearing keeps only the view; filters are counted without the search', () => {
    expect(searchCleared(new URLSearchParams('view=team&q=key&priority=high'))).toBe('?view=team')
    expect(countFilters(of('q=key&priority=high&label=VIP'))).toBe(2)
  })
})

describe('what stays in a view after a change', () => {
  const open = { status: 'open', assigneeId: 'me' } as const
  test.each([
    ['mine', open, true],
    ['mine', { ...open, assigneeId: 'ben' }, false],
    ['mine', { ...open, status: 'snoozed' }, false],
    ['unassigned', { ...open, assigneeId: null }, true],
    ['unassigned', open, false],
    ['team', open, true],
    ['all', { ...open, status: 'resolved' }, false],
    ['all', { ...open, status: 'snoozed' }, true],
    ['resolved', { ...open, status: 'resolved' }, true],
    ['resolved', open, false],
    ['snoozed', { ...open, status: 'snoozed' }, true],
    ['mentions', { ...open, status: 'resolved' }, true],
  ] as const)('%s %o: %s', (view, conversation, stays) => {
    expect(belongsTo(view, conversation, 'me')).toBe(stays)
  })
})

describe('the next one after resolving', () => {
  const ids = ['a', 'b', 'c', 'd']
  test.each([
    [['b'], 'c'],
    [['d'], 'c'],
    [['b', 'c'], 'd'],
    [['c', 'd'], 'b'],
    [['a', 'b', 'c', 'd'], null],
    [['x'], null],
  ])('without %o comes %s', (leaving, next) => {
    expect(neighbourOf(ids, leaving)).toBe(next)
  })
})
