import { serverApi } from '#web/api.ts'
import { type FormValues, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { listAgents, setCapacity } from '../contract/agents.ts'
import {
  type AssignmentRule,
  createAssignmentRule,
  createTeam,
  deleteAssignmentRule,
  deleteTeam,
  listAssignmentRules,
  listTeams,
  orderAssignmentRules,
  updateAssignmentRule,
  updateTeam,
} from '../contract/rules.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/rules-teams-page'
import { CapacityList } from './rules-capacity.tsx'
import { isOfForm, MoveButtons, NewRulesEntry, RulesEntry, readRule, type SentRule } from './rules-entry.tsx'
import { RulesHead } from './rules-tabs.tsx'
import { AssignmentForm, TeamForm } from './rules-team-forms.tsx'

export const handle: PageHandle = {
  title: 'Teams',
  parent: { to: '/settings/inbox', label: 'Inbox rules' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Teams · Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [teams, rules, agents] = await Promise.all([
    api(listTeams, {}),
    api(listAssignmentRules, {}),
    api(listAgents, {}),
  ])
  return { teams: teams.items, rules: rules.items, agents: agents.items }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const sent = readRule(await request.formData())
  const { intent, what, id, order } = sent
  if (intent === 'order') {
    const result = await submit(api, orderAssignmentRules, { ids: order })
    return result.ok ? { ok: true as const, words: 'New order saved.' } : refuse(result)
  }
  if (intent === 'delete') {
    const result =
      what === 'team'
        ? await submit(api, deleteTeam, { teamId: id })
        : await submit(api, deleteAssignmentRule, { ruleId: id })
    return result.ok ? { ok: true as const, words: `Deleted ${result.output.name}.` } : refuse(result)
  }
  if (what === 'capacity') {
    const result = await submit(api, setCapacity, { ...sent.values, memberId: id })
    return result.ok ? { ok: true as const, words: 'Saved.' } : refuse({ ...result, input: sent.input })
  }
  const result = what === 'team' ? await saveTeam(api, sent) : await saveRule(api, sent)
  return result.ok ? { ok: true as const, words: 'Saved.' } : refuse({ ...result, input: sent.input })
}

function saveTeam(api: ReturnType<typeof serverApi>, { id, values }: SentRule) {
  // No box ticked means nobody.
  const team: FormValues = { memberIds: [], ...values }
  return id ? submit(api, updateTeam, { ...team, teamId: id }) : submit(api, createTeam, team)
}

function saveRule(api: ReturnType<typeof serverApi>, { id, values, isOn }: SentRule) {
  const rule = {
    channelKind: null,
    ...values,
    onlyOnline: isOn('onlyOnline'),
    onlyOpenHours: isOn('onlyOpenHours'),
    isActive: isOn('isActive'),
  }
  return id
    ? submit(api, updateAssignmentRule, { ruleId: id, ...rule } as never)
    : submit(api, createAssignmentRule, rule as never)
}

/** Teams, and the rules that give new conversations to their people. */
export default function RulesTeamsPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['settings', 'members', 'agents'])
  const mayManage = useMay('inbox.manage')
  const { teams, rules, agents } = loaderData
  const names = new Map(agents.map(({ memberId, name }) => [memberId, name]))
  const ruleIds = rules.map(({ id }) => id)
  return (
    <div className="stack">
      <RulesHead lead="Who answers together, and who gets a new conversation." />
      {actionData?.ok && (
        <div role="status">
          <Banner tone="good">{actionData.words}</Banner>
        </div>
      )}
      <SectionHead title="Teams" count={teams.length} />
      {teams.length === 0 && (
        <div className="card">
          <EmptyState icon="people" title="No teams yet">
            A team has its own list in the inbox, and rules give it new conversations.
          </EmptyState>
        </div>
      )}
      <ul className="rules">
        {teams.map((team) => (
          <RulesEntry
            key={team.id}
            isOpen={isOfForm(actionData, 'team', team.id)}
            line={
              <span className="grow cut">
                <b className="m">{team.name}</b>{' '}
                <span className="muted t13">
                  {team.memberIds
                    .map((id) => names.get(id))
                    .filter(Boolean)
                    .join(', ') || 'Nobody yet'}
                </span>
              </span>
            }
          >
            {mayManage && <TeamForm team={team} agents={agents} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry name="New team" isOpen={teams.length === 0 || isOfForm(actionData, 'team')}>
            <TeamForm key={teams.length} agents={agents} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
      <SectionHead title="Who gets a new conversation" count={rules.length} />
      <p className="muted t13">
        The first rule from above that fits counts. Without one, conversations wait under “Unassigned”.
      </p>
      <ul className="rules">
        {rules.map((rule, index) => (
          <RulesEntry
            key={rule.id}
            isOpen={isOfForm(actionData, 'rule', rule.id)}
            beside={
              mayManage &&
              rules.length > 1 && <MoveButtons what="rule" ids={ruleIds} index={index} name={rule.name} />
            }
            line={
              <>
                <span className="grow cut">
                  <b className="m">{rule.name}</b> <span className="muted t13">{ruleWords(rule)}</span>
                </span>
                {!rule.isActive && <StatusPill tone="neutral">Resting</StatusPill>}
              </>
            }
          >
            {mayManage && <AssignmentForm rule={rule} teams={teams} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && teams.length > 0 && (
          <NewRulesEntry name="New rule" isOpen={isOfForm(actionData, 'rule')}>
            <AssignmentForm key={rules.length} teams={teams} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
      <SectionHead title="How much each person can have on hand" />
      <CapacityList agents={agents} mayManage={mayManage} result={actionData} />
    </div>
  )
}

/** "WhatsApp: in turn to Desk, only who is online". */
function ruleWords(rule: AssignmentRule): string {
  const whom = rule.channelKind ? channelNames[rule.channelKind] : 'Every channel'
  const how = rule.how === 'round_robin' ? 'in turn' : 'to the least busy'
  const parts = [
    `${how} in ${rule.teamName}`,
    rule.onlyOnline && 'only who is online',
    rule.onlyOpenHours && 'only in business hours',
  ]
  return `${whom}: ${parts.filter(Boolean).join(', ')}`
}
