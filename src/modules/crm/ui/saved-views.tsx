import { type FormEvent, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import { useCommand } from '#web/query.tsx'
import { createSavedView, deleteSavedView, listSavedViews, type SavedView } from '../contract.ts'

/** What a list's FilterBar needs for its saved views, and the dialog to put on the page. */
export function useSavedViews(list: string, views: readonly SavedView[]) {
  const [search, setSearch] = useState<string | null>(null)
  return {
    views: views.map(({ name, query }) => ({ name, search: query })),
    onSaveView: (present: string) => setSearch(present),
    dialog: search !== null && (
      <SavedViewsDialog list={list} views={views} search={search} onClose={() => setSearch(null)} />
    ),
  }
}

function SavedViewsDialog(props: {
  list: string
  views: readonly SavedView[]
  search: string
  onClose: () => void
}) {
  const { list, views, search, onClose } = props
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const save = useCommand(createSavedView, {
    success: (view) => `“${view.name}” saved`,
    invalidates: [listSavedViews],
  })
  const query = withoutCursor(search)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const result = await save({ list, name, query, isShared })
    if (result.ok) onClose()
  }
  return (
    <Dialog title="Saved views" width={440} onClose={onClose}>
      <FormResult result={save.refusal}>
        <form className="form" onSubmit={(event) => void onSubmit(event)}>
          <TextField
            name="name"
            label="Save the present filter as"
            maxLength={60}
            required
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <CheckField
            name="isShared"
            label="Show it to the whole team"
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <div className="acts">
            <Button type="submit" tone="primary" busy={save.isBusy}>
              Save view
            </Button>
          </div>
        </form>
      </FormResult>
      {views.length > 0 && <ViewList list={list} views={views} />}
    </Dialog>
  )
}

function ViewList({ list, views }: { list: string; views: readonly SavedView[] }) {
  const remove = useCommand(deleteSavedView, {
    success: (view) => `“${view.name}” deleted`,
    invalidates: [listSavedViews],
    undo: {
      endpoint: createSavedView,
      input: ({ name, query, isShared }) => ({ list, name, query, isShared }),
    },
  })
  return (
    <ul className="lines">
      {views.map((view) => (
        <li key={view.id} className="row">
          <span className="grow cut">{view.name}</span>
          {view.isShared && <span className="muted t12">team</span>}
          <Button
            size="sm"
            tone="quiet"
            icon="trash"
            iconOnly
            onClick={() => void remove({ list, viewId: view.id })}
          >
            Delete {view.name}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function withoutCursor(search: string): string {
  const kept = new URLSearchParams(search)
  kept.delete('cursor')
  return kept.toString()
}
