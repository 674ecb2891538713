import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AgentLoad,
  type Arrival,
  type AssignmentFacts,
  assignArrivals,
  type RuleFacts,
} from './assignment.ts'

const rule = (change: Partial<RuleFacts> = {}): RuleFacts => ({
  id: 'rule',
  name: 'New chats',
  channelKind: null,
  how: 'round_robin',
  teamId: 'desk',
  onlyOnline: true,
  onlyOpenHours: false,
  isActive: true,
  lastMemberId: null,
  ...change,
})
const agent = (memberId: string, change: Partial<AgentLoad> = {}): AgentLoad => ({
  memberId,
  state: 'online',
  openCount: 0,
  capacity: 10,
  ...change,
})
const facts = (change: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  rules: [rule()],
  agents: [agent('a'), agent('b'), agent('c')],
  teams: new Map([['desk', ['a', 'b', 'c']]]),
  isOpen: true,
  ...change,
})
const arrivals = (count: number, change: Partial<Arrival> = {}): Arrival[] =>
  Array.from({ length: count }, (_, i) => ({
    conversationId: `c${i}`,
    channelKind: 'whatsapp',
    teamId: null,
    ...change,
  }))
const given = (change: Partial<AssignmentFacts>, count = 4, arrival: Partial<Arrival> = {}) =>
  assignArrivals(facts(change), arrivals(count, arrival)).decisions.map(({ memberId }) => memberId)

describe('turns', () => {
  test('go round, from where the rule left off', () => {
    expect(given({})).toEqual(['a', 'b', 'c', 'a'])
    expect(given({ rules: [rule({ lastMemberId: 'b' })] })).toEqual(['c', 'a', 'b', 'c'])
    expect(given({ rules: [rule({ lastMemberId: 'zz' })] })).toEqual(['a', 'b', 'c', 'a'])
  })

  test('the last of each rule is told', () => {
    expect(assignArrivals(facts(), arrivals(2)).last).toEqual(new Map([['rule', 'b']]))
  })

  test.each([
    [
      'who is busy, away or not in the team',
      { agents: [agent('a', { state: 'busy' }), agent('b'), agent('x')] },
    ],
    ['who is full', { agents: [agent('a', { openCount: 10 }), agent('b')] }],
  ])('pass over %s', (_case, change) => expect(given(change, 3)).toEqual(['b', 'b', 'b']))

  test('without the condition, also people who are not there get their turn', () => {
    const agents = [agent('a', { state: 'offline' }), agent('b')]
    expect(given({ agents, rules: [rule({ onlyOnline: false })] }, 2)).toEqual(['a', 'b'])
  })

  test('with nobody free, conversations wait in the team', () => {
    expect(assignArrivals(facts({ agents: [] }), arrivals(1)).decisions).toMatchObject([
      { memberId: null, teamId: 'desk' },
    ])
  })
})

test('the least busy gets the next one, turns decide between equals', () => {
  const agents = [agent('a', { openCount: 2 }), agent('b', { openCount: 1 }), agent('c', { openCount: 1 })]
  const rules = [rule({ how: 'least_busy', lastMemberId: 'b' })]
  expect(given({ agents, rules }, 5)).toEqual(['c', 'b', 'c', 'a', 'b'])
})

describe('which rule', () => {
  const mail = rule({ id: 'mail', channelKind: 'email', teamId: 'mails' })
  const teams = new Map([
    ['desk', ['a']],
    ['mails', ['b']],
  ])
  test('fits the channel, is active and open', () => {
    expect(given({ rules: [mail, rule()], teams }, 1, { channelKind: 'email' })).toEqual(['b'])
    expect(given({ rules: [mail, rule()], teams }, 1)).toEqual(['a'])
    expect(given({ rules: [rule({ isActive: false })] }, 1)).toEqual([])
    expect(given({ rules: [rule({ onlyOpenHours: true })], isOpen: false }, 1)).toEqual([])
  })

  test('of another team does not take a conversation out of its own', () => {
    expect(given({ rules: [rule(), mail], teams }, 1, { channelKind: 'email', teamId: 'mails' })).toEqual([
      'b',
    ])
    expect(given({ rules: [rule()], teams }, 1, { teamId: 'mails' })).toEqual([])
  })
})

test('fair and never too much: any team, any batch', () => {
  const agents = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({ openCount: fc.nat(4), capacity: fc.nat(6) }).map((change) => agent(id, change)),
        ),
      ),
    )
  fc.assert(
    fc.property(agents, fc.nat(40), fc.constantFrom('round_robin', 'least_busy'), (team, count, how) => {
      const own = facts({
        agents: team,
        teams: new Map([['desk', team.map(({ memberId }) => memberId)]]),
        rules: [rule({ how: how as RuleFacts['how'] })],
      })
      const { decisions } = assignArrivals(own, arrivals(count))
      const got = (id: string) => decisions.filter(({ memberId }) => memberId === id).length
      const room = team.reduce((sum, { openCount, capacity }) => sum + Math.max(0, capacity - openCount), 0)
      expect(decisions.filter(({ memberId }) => memberId !== null)).toHaveLength(Math.min(room, count))
      for (const one of team)
        expect(got(one.memberId)).toBeLessThanOrEqual(Math.max(0, one.capacity - one.openCount))
      // Of two who both had room at the end, nobody got two more by turns, nor has two more by load.
      const open = team.filter((one) => one.openCount + got(one.memberId) < one.capacity)
      for (const one of open) {
        for (const other of open) {
          const [mine, theirs] =
            how === 'round_robin'
              ? [got(one.memberId), got(other.memberId)]
              : [one.openCount + got(one.memberId), other.openCount + got(other.memberId)]
          if (how === 'round_robin') expect(mine - theirs).toBeLessThanOrEqual(1)
          else if (got(one.memberId) > 0) expect(mine - theirs).toBeLessThanOrEqual(1)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('turns go on over any cut into batches: nobody is passed over between two', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }), (batches) => {
      const rules = [rule()]
      const people = ['a', 'b', 'c'].map((id) => agent(id, { capacity: 1_000 }))
      const got: (string | null)[] = []
      for (const size of batches) {
        const { decisions, last } = assignArrivals(facts({ rules, agents: people }), arrivals(size))
        got.push(...decisions.map(({ memberId }) => memberId))
        rules[0] = rule({ lastMemberId: last.get('rule') ?? rules[0]!.lastMemberId })
      }
      expect(got).toEqual(got.map((_, i) => ['a', 'b', 'c'][i % 3]))
    }),
  )
})

test('in closed hours exactly the rules without that condition decide', () => {
  const lists = fc.array(fc.record({ onlyOpenHours: fc.boolean(), isActive: fc.boolean() }), { maxLength: 5 })
  fc.assert(
    fc.property(lists, fc.nat(6), (changes, count) => {
      const rules = changes.map((change, i) => rule({ id: `r${i}`, ...change }))
      const closed = assignArrivals(facts({ rules, isOpen: false }), arrivals(count)).decisions
      const always = rules.filter(({ onlyOpenHours }) => !onlyOpenHours)
      expect(closed).toEqual(assignArrivals(facts({ rules: always }), arrivals(count)).decisions)
    }),
  )
})
