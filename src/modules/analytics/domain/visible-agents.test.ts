import { expect, test } from 'vitest'
import { effectivePermissions } from '#modules/identity/public.ts'
import { type Actor, guest, system } from '#values/actor.ts'
import { chosenAgents, visibleAgents } from './visible-agents.ts'

const member = (roles: string[], grants: { key: string; granted: boolean }[] = []): Actor => ({
  kind: 'user',
  userId: 'user',
  memberId: 'me',
  name: 'Test',
  roles,
  permissions: effectivePermissions(roles, grants) as ReadonlySet<string>,
  scope: null,
})

test.each([
  ['owner', member(['owner']), null],
  ['admin', member(['admin']), null],
  ['manager', member(['manager']), null],
  ['viewer', member(['viewer']), null],
  ['agent', member(['agent']), ['me']],
  ['staff', member(['staff']), ['me']],
  ['agent and manager', member(['agent', 'manager']), null],
  ['agent who may edit dashboards', member(['agent'], [{ key: 'figures.edit', granted: true }]), null],
  ['viewer who answers customers', member(['viewer', 'agent']), ['me']],
  ['the product itself', system('job'), null],
  ['a guest', guest, []],
])('whose figures %s sees (ANLY-023)', (_, actor, seen) => {
  expect(visibleAgents(actor)).toEqual(seen)
})

const membersOf = (team: string) => ({ north: ['ann', 'bob'], south: ['bob', 'cleo'] })[team] ?? []

test.each([
  ['nothing chosen', null, [], [], null],
  ['nothing chosen by an agent', ['me'], [], [], ['me']],
  ['one person', null, ['ann'], [], ['ann']],
  ['a team', null, [], ['north'], ['ann', 'bob']],
  ['a person and a team, each once', null, ['bob', 'dan'], ['north'], ['bob', 'dan', 'ann']],
  ['an empty team is nobody, not everybody', null, [], ['west'], []],
  ['an agent who asks for others gets nobody', ['me'], ['ann'], [], []],
  ['an agent who asks for the team and is in it', ['bob'], [], ['south'], ['bob']],
])('the people a filter names: %s', (_, visible, agents, teams, chosen) => {
  expect(chosenAgents(visible, { agents, teams, membersOf })).toEqual(chosen)
})
