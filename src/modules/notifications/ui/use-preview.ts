import { useEffect, useState } from 'react'
import { useApi } from '#web/query.tsx'
import { previewTemplate, type TemplateKey } from '../contract.ts'

const PAUSE_MS = 400

interface Draft {
  key: TemplateKey
  subject: string
  body: string
}

/** The draft filled with samples, a moment after typing stops; the last good preview stays while one is faulty. */
export function usePreview(draft: Draft) {
  const { key, subject, body } = draft
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ key, subject, body }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key, subject, body])
  const isFilled = settled.subject.trim() !== '' && settled.body !== ''
  const { data, error } = useApi(previewTemplate, settled, { enabled: isFilled, staleTime: 60_000 })
  return { preview: data, faults: error?.faults ?? [] }
}
