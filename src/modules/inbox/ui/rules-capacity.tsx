import { Form } from 'react-router'
import { PersonChip } from '#web/kit/avatar.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import type { Agent } from '../contract/agents.ts'
import { isOfForm, type RulesResult } from './rules-entry.tsx'

/** How many conversations rules give to each person at a time. */
export function CapacityList(props: { agents: readonly Agent[]; mayManage: boolean; result: RulesResult }) {
  const { agents, mayManage, result } = props
  return (
    <ul className="rules card pad">
      {agents.map((agent) => (
        <li key={agent.memberId} className="rules-capacity">
          <PersonChip
            name={agent.name}
            src={agent.avatarUrl ?? undefined}
            detail={`${agent.openCount} open now`}
          />
          {mayManage ? (
            <FormResult result={isOfForm(result, 'capacity', agent.memberId) ? result : undefined}>
              <Form method="post" className="row end" noValidate preventScrollReset>
                <input type="hidden" name="what" value="capacity" />
                <input type="hidden" name="entry" value={agent.memberId} />
                <TextField
                  key={agent.capacity}
                  id={`capacity-${agent.memberId}`}
                  name="capacity"
                  label={`Most for ${agent.name}`}
                  hideLabel
                  inputMode="numeric"
                  suffix="at a time"
                  defaultValue={String(agent.capacity)}
                />
                <Button type="submit" name="intent" value="save">
                  Save<span className="vh"> for {agent.name}</span>
                </Button>
              </Form>
            </FormResult>
          ) : (
            <span className="end">{agent.capacity} at a time</span>
          )}
        </li>
      ))}
    </ul>
  )
}
