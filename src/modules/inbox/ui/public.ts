export { Composer, type ComposerHandle } from './composer-box.tsx'
export { ContactFace } from './conversation-channel.tsx'
export { ConversationList, type ListHandle } from './conversation-list.tsx'
export { dayOf } from './conversation-when.ts'
export { type Acts, useConversationActs } from './inbox-acts.ts'
export { allMatching, type BulkResult, type BulkWish, previewBulk, useBulk } from './inbox-bulk.ts'
export { BulkBar, BulkConfirm, resolve as bulkResolve } from './inbox-bulk-bar.tsx'
export { InboxProvider, type PickerKind, useInbox } from './inbox-context.tsx'
export {
  type Choices,
  type ConversationPage,
  listInput,
  prefetchThread,
  type Thread,
  useChoices,
  useConversationPages,
  useThread,
} from './inbox-data.ts'
export { InboxPickers, prefetchPickers, StartDialog } from './inbox-lazy.ts'
export { useInboxLive } from './inbox-live.ts'
export { InboxOrder } from './inbox-order.tsx'
export { InboxPicker } from './inbox-picker.tsx'
export { InboxSearch } from './inbox-search.tsx'
export {
  EmptyList,
  ListError,
  ListSkeleton,
  NoThread,
  Offline,
  ThreadError,
  ThreadSkeleton,
} from './inbox-states.tsx'
export { InboxTabs } from './inbox-tabs.tsx'
export { takeBackLast } from './inbox-undo.ts'
export { countFilters, filterOf, type InboxFilter, neighbourOf, searchCleared } from './inbox-url.ts'
export { channelWords, readableAddress } from './inbox-words.ts'
export { ThreadPane } from './thread-pane.tsx'
