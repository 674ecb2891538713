import { useEffect, useRef } from 'react'
import { Form, useLocation, useNavigate, useSearchParams, useSubmit } from 'react-router'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { showToast } from '#web/kit/toast.tsx'

/**
 * After something went to the trash (`?removed=ID` in the address): a toast with Undo, or a banner with a button
 * where JavaScript is off. `intent:ID` is posted to take it back.
 */
export function RestoreOffer(props: { action: string; intent: string; noun: string }) {
  const { action, intent, noun } = props
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const submit = useSubmit()
  const told = useRef('')
  const id = search.get('removed') ?? ''
  useEffect(() => {
    if (!id || told.current === id) return
    told.current = id
    showToast({
      tone: 'good',
      text: `The ${noun} is in the trash`,
      undo: async () => void (await submit({ intent: `${intent}:${id}` }, { method: 'post', action })),
    })
    void navigate(pathname, { replace: true, preventScrollReset: true })
  }, [id, noun, intent, action, pathname, navigate, submit])
  if (!id) return null
  return (
    <noscript>
      <Form method="post" action={action}>
        <Banner
          tone="good"
          actions={
            <Button type="submit" size="sm" name="intent" value={`${intent}:${id}`} icon="undo">
              Undo
            </Button>
          }
        >
          The {noun} is in the trash.
        </Banner>
      </Form>
    </noscript>
  )
}
