import { useEffect, useRef } from 'react'
import { Form, useNavigation } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import type { Category } from '../contract.ts'

/** Adds a category at the end; empties itself when it is there. */
export function NewCategory({ result }: { result: unknown }) {
  const { state, formData } = useNavigation()
  const isBusy = state !== 'idle' && formData?.get('intent') === 'create-category'
  const form = useRef<HTMLFormElement>(null)
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !isBusy && !result) form.current?.reset()
    wasBusy.current = isBusy
  }, [isBusy, result])
  return (
    <FormResult result={result}>
      <Form ref={form} method="post" className="new-category" preventScrollReset noValidate>
        <input type="hidden" name="intent" value="create-category" />
        <TextField
          name="name"
          id="new-category"
          label="New category"
          placeholder="Such as Regular cleaning"
        />
        <Button type="submit" icon="plus" busy={isBusy}>
          Add category
        </Button>
      </Form>
    </FormResult>
  )
}

/** Name and description of a category, in its own place. */
export function CategoryForm({ category, onClose }: { category: Category; onClose: () => void }) {
  return (
    <Form method="post" className="category-form" preventScrollReset onSubmit={onClose}>
      <input type="hidden" name="intent" value={`rename-category:${category.id}`} />
      <TextField
        name="name"
        id={`name-${category.id}`}
        label="Name"
        defaultValue={category.name}
        required
        autoFocus
      />
      <TextField
        name="description"
        id={`about-${category.id}`}
        label="Description"
        optional
        defaultValue={category.description}
      />
      <div className="row">
        <Button type="submit">Save category</Button>
        <Button tone="quiet" onClick={onClose}>
          Keep as it is
        </Button>
      </div>
    </Form>
  )
}
