import type { CommandContext } from '#platform/context.ts'
import { invalidInput } from '#values/errors.ts'
import type { MacroStep } from '../../contract/rules.ts'
import { stepFaults } from '../../domain/macro.ts'
import { loadPeople } from '../../queries/people.ts'
import { readTeams } from '../../queries/rules/list-teams.ts'

/** Refuses steps that can never run: people or teams that are not there, a second end, a step after the end. */
export async function checkSteps(ctx: CommandContext, steps: readonly MacroStep[]): Promise<void> {
  const [people, teams] = await Promise.all([loadPeople(ctx), readTeams(ctx)])
  const faults = stepFaults(steps, {
    memberIds: new Set([...people.values()].filter(({ isActive }) => isActive).map(({ id }) => id)),
    teamIds: new Set(teams.map(({ id }) => id)),
  })
  if (faults.length > 0)
    throw invalidInput(faults.map(({ step, message }) => ({ path: ['steps', step], message })))
}
