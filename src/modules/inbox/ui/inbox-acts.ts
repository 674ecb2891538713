import { useQueryClient } from '@tanstack/react-query'
import type { Endpoint, InputOf } from '#values/endpoint.ts'
import { api, isApiError } from '#web/api.ts'
import { showToast } from '#web/kit/toast.tsx'
import {
  assignConversation,
  type Conversation,
  linkClient,
  markRead,
  reopenConversation,
  resolveConversation,
  setLabels,
  setPriority,
  snoozeConversation,
} from '../contract/conversations.ts'
import { runMacro } from '../contract/rules.ts'
import type { Priority } from '../contract/words.ts'
import { dropRows, patchConversation, refreshInbox } from './inbox-data.ts'
import { stepsBack } from './inbox-macro.ts'
import { announce, begin } from './inbox-undo.ts'
import { belongsTo, type InboxFilter } from './inbox-url.ts'
import { priorityWords } from './inbox-words.ts'

interface Act<E extends Endpoint, U extends Endpoint> {
  conversation: Conversation
  endpoint: E
  input: InputOf<E>
  /** What is seen at once, before the server has answered. */
  change: Partial<Conversation>
  says: string
  undo?: { endpoint: U; input: InputOf<U> }
}

interface ActsOptions {
  filter: InboxFilter
  memberId: string
  /** The row leaves the list that is shown; called before it does. */
  onLeave: (conversationId: string) => void
}

export type Acts = ReturnType<typeof useConversationActs>

/** Everything one does with a conversation: seen at once, put right by the answer, and taken back by "Undo" or Z. */
export function useConversationActs({ filter, memberId, onLeave }: ActsOptions) {
  const client = useQueryClient()

  async function act<E extends Endpoint, U extends Endpoint>(wish: Act<E, U>): Promise<boolean> {
    const { conversation, endpoint, input, change, says, undo } = wish
    const { id } = conversation
    const leaves = !filter.q && !belongsTo(filter.view, { ...conversation, ...change }, memberId)
    if (leaves) onLeave(id)
    const rollBack = patchConversation(client, id, change)
    if (leaves) dropRows(client, filter, [id])
    const request = api(endpoint, input) as Promise<Conversation>
    const begun = begin(
      undo &&
        (async () => {
          patchConversation(client, id, asBefore(conversation, change))
          await request
          await api(undo.endpoint, undo.input)
          await refreshInbox(client, id)
        }),
    )
    try {
      const answer = await request
      if (!begun.isTaken()) patchConversation(client, id, answer)
      begun.done(says)
      void refreshInbox(client, id)
      return true
    } catch (error) {
      begun.failed()
      rollBack()
      showToast({ tone: 'bad', text: wordsOf(error) })
      void refreshInbox(client, id)
      return false
    }
  }

  const of = ({ id }: Conversation) => ({ conversationId: id })
  const name = ({ contactName }: Conversation) => contactName

  return {
    resolve: (one: Conversation) =>
      act({
        conversation: one,
        endpoint: resolveConversation,
        input: of(one),
        change: { status: 'resolved', waitingSince: null, dueAt: null, snoozedUntil: null },
        says: `${name(one)} resolved`,
        undo: { endpoint: reopenConversation, input: of(one) },
      }),
    reopen(one: Conversation) {
      const wish = {
        conversation: one,
        endpoint: reopenConversation,
        input: of(one),
        change: { status: 'open', snoozedUntil: null, resolvedAt: null },
        says: `${name(one)} opened again`,
      } as const
      const until = one.status === 'snoozed' ? one.snoozedUntil : null
      return until
        ? act({ ...wish, undo: { endpoint: snoozeConversation, input: { ...of(one), until } } })
        : act({ ...wish, undo: { endpoint: resolveConversation, input: of(one) } })
    },
    snooze: (one: Conversation, until: string, words: string) =>
      act({
        conversation: one,
        endpoint: snoozeConversation,
        input: { ...of(one), until },
        change: { status: 'snoozed', snoozedUntil: until },
        says: `${name(one)} put aside until ${words}`,
        undo: { endpoint: reopenConversation, input: of(one) },
      }),
    assign: (one: Conversation, to: { id: string; name: string } | null) =>
      act({
        conversation: one,
        endpoint: assignConversation,
        input: { ...of(one), assigneeId: to?.id ?? null },
        change: { assigneeId: to?.id ?? null, assigneeName: to?.name ?? null },
        says: assignWords(one, to, memberId),
        undo: { endpoint: assignConversation, input: { ...of(one), assigneeId: one.assigneeId } },
      }),
    setTeam: (one: Conversation, to: { id: string; name: string } | null) =>
      act({
        conversation: one,
        endpoint: assignConversation,
        input: { ...of(one), teamId: to?.id ?? null },
        change: { teamId: to?.id ?? null, teamName: to?.name ?? null },
        says: to ? `Given to ${to.name}` : 'No longer with a team',
        undo: { endpoint: assignConversation, input: { ...of(one), teamId: one.teamId } },
      }),
    setPriority: (one: Conversation, priority: Priority) =>
      act({
        conversation: one,
        endpoint: setPriority,
        input: { ...of(one), priority },
        change: { priority },
        says: `Priority: ${priorityWords[priority].toLowerCase()}`,
        undo: { endpoint: setPriority, input: { ...of(one), priority: one.priority } },
      }),
    setLabels: (one: Conversation, labels: string[]) =>
      act({
        conversation: one,
        endpoint: setLabels,
        input: { ...of(one), labels },
        change: { labels },
        says: labels.length > 0 ? `Labels: ${labels.join(', ')}` : 'Labels taken off',
        undo: { endpoint: setLabels, input: { ...of(one), labels: one.labels } },
      }),
    linkClient: (one: Conversation, to: { id: string; name: string } | null) =>
      act({
        conversation: one,
        endpoint: linkClient,
        input: { ...of(one), clientId: to?.id ?? null },
        change: { clientId: to?.id ?? null },
        says: to ? `Linked to ${to.name}` : 'No longer linked to a client',
        undo: { endpoint: linkClient, input: { ...of(one), clientId: one.clientId } },
      }),
    /** Several steps with one press; what the macro changed can be taken back, what it wrote cannot. */
    async runMacro(one: Conversation, macro: { id: string; name: string }): Promise<void> {
      try {
        const after = await api(runMacro, { ...of(one), macroId: macro.id })
        const leaves = !filter.q && !belongsTo(filter.view, after, memberId)
        if (leaves) onLeave(one.id)
        patchConversation(client, one.id, after)
        if (leaves) dropRows(client, filter, [one.id])
        const back = stepsBack(one, after)
        const undo = async () => {
          for (const step of back) await step()
          await refreshInbox(client, one.id)
        }
        announce(`${macro.name}: done`, back.length > 0 ? undo : undefined)
      } catch (error) {
        showToast({ tone: 'bad', text: wordsOf(error) })
      }
      void refreshInbox(client, one.id)
    },
    /** The reply that was sent resolves it as well: the row leaves at once. */
    noteResolved(one: Conversation): void {
      const change = { status: 'resolved', waitingSince: null, dueAt: null } as const
      const leaves = !filter.q && !belongsTo(filter.view, { ...one, ...change }, memberId)
      if (leaves) onLeave(one.id)
      patchConversation(client, one.id, change)
      if (leaves) dropRows(client, filter, [one.id])
    },
    /** Reading is noted quietly; making unread says so. */
    async markRead(one: Conversation, unread = false): Promise<void> {
      const rollBack = patchConversation(client, one.id, { isUnread: unread })
      try {
        await api(markRead, { ...of(one), unread })
        if (unread) announce('Marked unread', () => api(markRead, of(one)).then(() => refreshInbox(client)))
      } catch {
        rollBack()
      }
    },
  }
}

/** What a change overwrites, as it stood. */
function asBefore(conversation: Conversation, change: Partial<Conversation>): Partial<Conversation> {
  return Object.fromEntries(
    (Object.keys(change) as (keyof Conversation)[]).map((key) => [key, conversation[key]]),
  )
}

const wordsOf = (error: unknown) =>
  isApiError(error) ? error.detail : 'That did not work. Please try again.'

function assignWords(one: Conversation, to: { id: string; name: string } | null, memberId: string): string {
  if (!to) return `${one.contactName} is nobody’s now`
  return to.id === memberId ? `${one.contactName} is yours` : `${one.contactName} given to ${to.name}`
}
