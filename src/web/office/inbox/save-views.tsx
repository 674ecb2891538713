import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'
import { listSavedViews, type SavedView } from '#modules/crm/contract/views.ts'
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
  useFreshViews()
  useEffect(() => {
    if (dialog) wasOpen.current = true
    else if (wasOpen.current) onClose()
    else onSaveView(search)
  })
  return dialog
}

/** The inbox asks for its data by itself instead of by loaders: after each change of a view, and at the end, it asks again. */
function useFreshViews(): void {
  const client = useQueryClient()
  const { state } = useRevalidator()
  useEffect(() => {
    const refresh = () =>
      void client.invalidateQueries({ queryKey: [listSavedViews.method, listSavedViews.path] })
    if (state === 'loading') refresh()
    return refresh
  }, [client, state])
}
