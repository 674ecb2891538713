import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Banner } from '#web/kit/banner.tsx'
import { showToast } from '#web/kit/toast.tsx'

const words: Record<string, string> = {
  new: 'Added',
  saved: 'Saved',
  removed: 'Moved to the trash',
  order: 'New order saved',
}

/** The address that says what was just done (`?done=saved`): a toast, or a banner where JavaScript is off. */
export function Saved({ texts = {} }: { texts?: Record<string, string> }) {
  const { search, pathname } = useLocation()
  const navigate = useNavigate()
  const done = new URLSearchParams(search).get('done') ?? ''
  const text = texts[done] ?? words[done]
  useEffect(() => {
    if (!text) return
    showToast({ tone: 'good', text })
    const rest = new URLSearchParams(search)
    rest.delete('done')
    void navigate({ pathname, search: rest.toString() }, { replace: true, preventScrollReset: true })
  }, [text, search, pathname, navigate])
  if (!text) return null
  return (
    <noscript>
      <Banner tone="good">{text}</Banner>
    </noscript>
  )
}
