import { type FormEvent, useRef } from 'react'
import { Form } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useCommand } from '#web/query.tsx'
import { useMay } from '#web/session.ts'
import { type Client, changeTags } from '../contract.ts'
import { tagsOf } from './tag-input.ts'

/**
 * A client's tags with a cross on each and a field for another. Also works as a plain form that posts
 * `intent=tags` with `add` or `remove` to the page.
 */
export function ClientTags({ client, known }: { client: Client; known: readonly string[] }) {
  const mayEdit = useMay('client.edit') && client.deletedAt === null
  const box = useRef<HTMLDetailsElement>(null)
  const clientIds = [client.id]
  const change = useCommand(changeTags, {
    success: 'Tags changed',
    undo: {
      endpoint: changeTags,
      input: (_, sent) => ({ clientIds, add: sent.remove ?? [], remove: sent.add ?? [] }),
    },
  })
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const result = await change({ clientIds, add: tagsOf(new FormData(form).get('add')) })
    if (!result.ok) return
    form.reset()
    if (box.current) box.current.open = false
  }
  return (
    <span className="row wrap">
      {client.tags.map((tag) => (
        <Form key={tag} method="post" className="tag">
          {tag}
          {mayEdit && (
            <button
              type="submit"
              name="remove"
              value={tag}
              aria-label={`Remove the tag ${tag}`}
              onClick={(event) => {
                event.preventDefault()
                void change({ clientIds, remove: [tag] })
              }}
            >
              <Icon name="cross" size={12} />
            </button>
          )}
          <input type="hidden" name="intent" value="tags" />
        </Form>
      ))}
      {mayEdit && (
        <details ref={box} className="tag-add">
          <summary className="link t12">Add tag</summary>
          <Form method="post" className="row" onSubmit={(event) => void add(event)}>
            <input type="hidden" name="intent" value="tags" />
            <input
              className="input"
              name="add"
              list="known-tags"
              maxLength={40}
              required
              aria-label="New tag"
              autoComplete="off"
            />
            <datalist id="known-tags">
              {known.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
            <Button type="submit" size="sm" busy={change.isBusy}>
              Add
            </Button>
          </Form>
        </details>
      )}
    </span>
  )
}
