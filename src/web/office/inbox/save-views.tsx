import { useEffect, useRef } from 'react'
import type { SavedView } from '#modules/crm/contract/views.ts'
import { useSavedViews } from '#modules/crm/ui/public.ts'

interface SaveProps {
  /** The query string to keep. */
  search: string
  views: readonly SavedView[]
  onClose: () => void
}

/** The dialog of saved views, opened at once; apart from the page, because it brings more than the rest together. */
export function SaveViews({ search, views, onClose }: SaveProps) {
  const { onSaveView, dialog } = useSavedViews('conversations', views)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (dialog) wasOpen.current = true
    else if (wasOpen.current) onClose()
    else onSaveView(search)
  })
  return dialog
}
