import { useEffect, useState } from 'react'
import type { Conversation } from '#modules/inbox/contract/conversations.ts'
import {
  allMatching,
  BulkConfirm,
  type BulkResult,
  type BulkWish,
  previewBulk,
  useBulk,
} from '#modules/inbox/ui/public.ts'
import { isApiError } from '../../api.ts'
import { showToast } from '../../kit/toast.tsx'
import type { InboxScreen } from './use-inbox.ts'

/** From so many on, what will happen is said before it does. */
const ASK_FROM = 10
const LEAVING: readonly BulkWish['change'][] = ['resolve', 'snooze']

/** Carries a wish for the selected conversations out: few at once, many after a look at what it means. */
export function InboxBulk({
  screen,
  wish,
  onDone,
}: {
  screen: InboxScreen
  wish: BulkWish
  onDone: () => void
}) {
  const run = useBulk()
  const [asked, setAsked] = useState<{ targets: Conversation[]; preview: BulkResult } | null>(null)
  const carryOut = async (targets: readonly Conversation[]) => {
    const ok = await run(targets, wish)
    if (!ok) return false
    if (LEAVING.includes(wish.change)) screen.leave(targets.map(({ id }) => id))
    screen.selection.clear()
    return true
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is carried out once, as things stood when it was made
  useEffect(() => {
    const begin = async () => {
      const { selection, rows, filter } = screen
      const targets = selection.allMatching
        ? await allMatching(filter)
        : rows.filter(({ id }) => selection.has(id))
      if (targets.length >= ASK_FROM) {
        setAsked({ targets, preview: await previewBulk(targets, wish) })
        return
      }
      if (targets.length > 0) await carryOut(targets)
      onDone()
    }
    void begin().catch((error: unknown) => {
      showToast({
        tone: 'bad',
        text: isApiError(error) ? error.detail : 'That did not work. Please try again.',
      })
      onDone()
    })
  }, [wish])
  if (!asked) return null
  return (
    <BulkConfirm
      wish={wish}
      count={asked.targets.length}
      preview={asked.preview}
      onConfirm={() => carryOut(asked.targets)}
      onClose={onDone}
    />
  )
}
