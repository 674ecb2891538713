import { useQueryClient } from '@tanstack/react-query'
import type { InputOf, Output } from '#values/endpoint.ts'
import { api, isApiError } from '#web/api.ts'
import { showToast } from '#web/kit/toast.tsx'
import { bulkConversations, type Conversation, listConversations } from '../contract/conversations.ts'
import { listInput, refreshInbox } from './inbox-data.ts'
import { announce, begin } from './inbox-undo.ts'
import type { InboxFilter } from './inbox-url.ts'

export type BulkChange = InputOf<typeof bulkConversations>['change']

/** The most that one request changes. */
export const MOST_AT_ONCE = 500
const PAGE = 200

/** A wish for many conversations. */
export interface BulkWish {
  change: BulkChange
  value?: string | null
  /** What it does, for the question and the toast: "resolve", "give to Ben". */
  verb: string
  /** The same in the past: "resolved", "given to Ben". */
  done: string
}

export type BulkResult = Output<typeof bulkConversations>

/** Every conversation that matches the list's filter, up to what one request may change. */
export async function allMatching(filter: InboxFilter): Promise<Conversation[]> {
  const found: Conversation[] = []
  let cursor: string | undefined
  do {
    const page = await api(listConversations, {
      ...listInput(filter),
      limit: PAGE,
      ...(cursor && { cursor }),
    })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor && found.length < MOST_AT_ONCE)
  return found.slice(0, MOST_AT_ONCE)
}

const idsOf = (targets: readonly Conversation[]) => targets.map(({ id }) => id)

/** What a wish would do, without doing it. */
export function previewBulk(targets: readonly Conversation[], wish: BulkWish): Promise<BulkResult> {
  return api(bulkConversations, {
    ids: idsOf(targets),
    change: wish.change,
    value: wish.value ?? null,
    dryRun: true,
  })
}

/** Changes many conversations, says how many, and knows the way back. */
export function useBulk() {
  const client = useQueryClient()
  return async (targets: readonly Conversation[], wish: BulkWish): Promise<boolean> => {
    const request = api(bulkConversations, {
      ids: idsOf(targets),
      change: wish.change,
      value: wish.value ?? null,
    })
    const begun = begin(async () => {
      const { changedIds } = await request
      for (const step of wayBack(targets, wish, changedIds)) await api(bulkConversations, step)
      await refreshInbox(client)
    })
    try {
      const result = await request
      if (wayBack(targets, wish, result.changedIds).length > 0) begun.done(words(result, wish))
      else {
        begun.failed()
        announce(words(result, wish))
      }
      await refreshInbox(client)
      return true
    } catch (error) {
      begun.failed()
      showToast({
        tone: 'bad',
        text: isApiError(error) ? error.detail : 'That did not work. Please try again.',
      })
      return false
    }
  }
}

function words({ changed, unchanged }: BulkResult, { done }: BulkWish): string {
  const what = changed === 1 ? '1 conversation' : `${changed} conversations`
  return unchanged > 0 ? `${what} ${done}, ${unchanged} were so already` : `${what} ${done}`
}

const opposite: Partial<Record<BulkChange, BulkChange>> = {
  resolve: 'reopen',
  reopen: 'resolve',
  snooze: 'reopen',
  label: 'unlabel',
  unlabel: 'label',
}

/** The requests that take a change back: for what had different values before, one for each of them. */
export function wayBack(
  targets: readonly Conversation[],
  { change, value = null }: BulkWish,
  changedIds: readonly string[],
): InputOf<typeof bulkConversations>[] {
  if (changedIds.length === 0 || change === 'read') return []
  const back = opposite[change]
  if (back) return [{ ids: [...changedIds], change: back, value: change.endsWith('label') ? value : null }]
  const before = (one: Conversation) =>
    change === 'assign' ? one.assigneeId : change === 'team' ? one.teamId : one.priority
  const changed = new Set(changedIds)
  const groups = Map.groupBy(
    targets.filter(({ id }) => changed.has(id)),
    before,
  )
  return [...groups].map(([was, ones]) => ({ ids: idsOf(ones), change, value: was }))
}
