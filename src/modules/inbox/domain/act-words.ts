import type { Priority } from '../contract/words.ts'

/** Somebody or a group by name; null is nobody, undefined is unchanged. */
type Chosen = { id: string; name: string } | null | undefined

/** Who gave a conversation to whom: "Ann took this conversation.", "Ann gave this conversation to Bob in the team Sales." */
export function assignmentWords(facts: {
  by: string
  /** The acting member; null for a rule. */
  byId: string | null
  assignee: Chosen
  team: Chosen
}): string {
  const { by, byId, assignee, team } = facts
  const isTaken = assignee?.id !== undefined && assignee.id === byId
  const given = [
    assignee && !isTaken && `to ${assignee.name}`,
    team && (assignee ? `in the team ${team.name}` : `to the team ${team.name}`),
  ].filter(Boolean)
  const acts = [
    assignee === null && 'took this conversation from its person',
    isTaken && ['took this conversation', ...given].join(' '),
    !isTaken && given.length > 0 && ['gave this conversation', ...given].join(' '),
    team === null &&
      (assignee === undefined ? 'took this conversation out of its team' : 'took it out of its team'),
  ].filter(Boolean)
  return `${by} ${acts.join(' and ')}.`
}

/** "Ann set the priority to high." */
export function priorityWords(by: string, priority: Priority): string {
  return `${by} set the priority to ${priority}.`
}

/** "Ann added Complaint and removed VIP."; empty when nothing changed. */
export function labelWords(by: string, before: readonly string[], after: readonly string[]): string {
  const added = after.filter((label) => !before.includes(label))
  const removed = before.filter((label) => !after.includes(label))
  const parts = [
    added.length > 0 && `added ${listWords(added)}`,
    removed.length > 0 && `removed ${listWords(removed)}`,
  ].filter(Boolean)
  if (parts.length === 0) return ''
  const noun = added.length + removed.length === 1 ? 'label' : 'labels'
  return `${by} ${parts.join(' and ')} (${noun}).`
}

function listWords(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
