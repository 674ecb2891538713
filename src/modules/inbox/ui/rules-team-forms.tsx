import { valueAt } from '#web/form.ts'
import { CheckField, FieldGroup, SelectField, TextField } from '#web/kit/field.tsx'
import type { Agent } from '../contract/agents.ts'
import type { AssignmentRule, Team } from '../contract/rules.ts'
import { channelNames } from '../contract/words.ts'
import { isOfForm, RulesActs, RulesForm, type RulesResult } from './rules-entry.tsx'

const labels = { name: 'Name', memberIds: 'People', teamId: 'Team' }

/** A team: its name and who belongs to it. */
export function TeamForm(props: { team?: Team; agents: readonly Agent[]; result: RulesResult }) {
  const { team, agents, result } = props
  const key = team?.id ?? 'new-team'
  const isMine = isOfForm(result, 'team', team?.id)
  const sent = isMine && result && !result.ok ? valueAt(result.input, 'memberIds') : undefined
  const chosen = isMine ? [sent].flat() : (team?.memberIds ?? [])
  return (
    <RulesForm what="team" {...(team && { id: team.id })} result={result} labels={labels}>
      <TextField id={`name-${key}`} name="name" label={labels.name} defaultValue={team?.name} required />
      <FieldGroup name="memberIds" label={labels.memberIds}>
        <div className="rules-people">
          {agents.map(({ memberId, name }) => (
            <label className="checkline" key={memberId}>
              <input
                type="checkbox"
                className="check"
                name="memberIds[]"
                value={memberId}
                defaultChecked={chosen.includes(memberId)}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </FieldGroup>
      <RulesActs isNew={!team} name="team" />
    </RulesForm>
  )
}

/** A rule that gives new conversations to the people of a team. */
export function AssignmentForm(props: {
  rule?: AssignmentRule
  teams: readonly Team[]
  result: RulesResult
}) {
  const { rule, teams, result } = props
  const key = rule?.id ?? 'new-rule'
  return (
    <RulesForm what="rule" {...(rule && { id: rule.id })} result={result} labels={labels}>
      <TextField id={`name-${key}`} name="name" label={labels.name} defaultValue={rule?.name} required />
      <div className="pair">
        <SelectField
          id={`channel-${key}`}
          name="channelKind"
          label="Conversations"
          placeholder="From every channel"
          defaultValue={rule?.channelKind ?? ''}
          options={Object.entries(channelNames).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          id={`team-${key}`}
          name="teamId"
          label={labels.teamId}
          defaultValue={rule?.teamId ?? teams[0]?.id}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <SelectField
        id={`how-${key}`}
        name="how"
        label="Goes to"
        defaultValue={rule?.how ?? 'round_robin'}
        options={[
          { value: 'round_robin', label: 'Everybody in turn' },
          { value: 'least_busy', label: 'Who has the fewest open conversations' },
        ]}
        help="Nobody gets more than they can have on hand."
      />
      <CheckField
        id={`online-${key}`}
        name="onlyOnline"
        label="Only to people who are online"
        help="With nobody there it waits in the team."
        defaultChecked={rule?.onlyOnline ?? true}
      />
      <CheckField
        id={`hours-${key}`}
        name="onlyOpenHours"
        label="Only in business hours"
        defaultChecked={rule?.onlyOpenHours ?? false}
      />
      <CheckField
        id={`active-${key}`}
        as="switch"
        name="isActive"
        label="In use"
        defaultChecked={rule?.isActive ?? true}
      />
      <RulesActs isNew={!rule} name="rule" />
    </RulesForm>
  )
}
