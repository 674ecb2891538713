import { api } from '#web/api.ts'
import {
  assignConversation,
  type Conversation,
  reopenConversation,
  setLabels,
  setPriority,
} from '../contract/conversations.ts'

/** The steps that bring a conversation back to how it stood before a macro. What was sent or noted stays. */
export function stepsBack(before: Conversation, after: Conversation): (() => Promise<unknown>)[] {
  const one = { conversationId: before.id }
  const steps: (() => Promise<unknown>)[] = []
  if (before.status === 'open' && after.status !== 'open') steps.push(() => api(reopenConversation, one))
  if (before.assigneeId !== after.assigneeId || before.teamId !== after.teamId) {
    const { assigneeId, teamId } = before
    steps.push(() => api(assignConversation, { ...one, assigneeId, teamId }))
  }
  if (before.priority !== after.priority) {
    steps.push(() => api(setPriority, { ...one, priority: before.priority }))
  }
  if (before.labels.join('\n') !== after.labels.join('\n')) {
    steps.push(() => api(setLabels, { ...one, labels: before.labels }))
  }
  return steps
}
