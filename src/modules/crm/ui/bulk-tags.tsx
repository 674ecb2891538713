import { type FormEvent, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/dialog.tsx'
import { TextField } from '#web/kit/field.tsx'
import { FormResult } from '#web/kit/form-result.tsx'
import type { Selection } from '#web/kit/selection.ts'
import { useCommand } from '#web/query.tsx'
import { type ClientFilter, changeTags } from '../contract.ts'
import { tagsOf } from './tag-input.ts'

interface BulkTagsProps {
  selection: Selection
  /** The filter that "all matching" stands for. */
  filter: Partial<ClientFilter>
  /** Tags in use, as suggestions. */
  tags: readonly string[]
  onDone: () => void
}

/** Adds tags to the selected clients, or takes them away. */
export function BulkTags({ selection, filter, tags, onDone }: BulkTagsProps) {
  const [act, setAct] = useState<'add' | 'remove' | null>(null)
  return (
    <>
      <Button size="sm" icon="tag" onClick={() => setAct('add')}>
        Add tags
      </Button>
      <Button size="sm" onClick={() => setAct('remove')}>
        Remove tags
      </Button>
      {act && <TagsDialog {...{ selection, filter, tags, act, onDone }} onClose={() => setAct(null)} />}
    </>
  )
}

function TagsDialog(props: BulkTagsProps & { act: 'add' | 'remove'; onClose: () => void }) {
  const { selection, filter, tags, act, onDone, onClose } = props
  const [typed, setTyped] = useState('')
  const change = useCommand(changeTags, {
    success: ({ changed }) => words(changed),
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const who = selection.allMatching ? { filter } : { clientIds: selection.ids }
    const result = await change({ ...who, [act]: tagsOf(typed) })
    if (!result.ok) return
    onClose()
    onDone()
  }
  const verb = act === 'add' ? 'Add' : 'Remove'
  return (
    <Dialog title={`${verb} tags`} width={420} onClose={onClose}>
      <FormResult result={change.refusal}>
        <form className="form" onSubmit={(event) => void onSubmit(event)}>
          <TextField
            name={act}
            label="Tags, separated by commas"
            list="bulk-tags"
            autoComplete="off"
            required
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <datalist id="bulk-tags">
            {tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
          <div className="acts">
            <Button type="submit" tone="primary" busy={change.isBusy}>
              {verb} on {selection.count} {selection.count === 1 ? 'client' : 'clients'}
            </Button>
          </div>
        </form>
      </FormResult>
    </Dialog>
  )
}

function words(changed: number): string {
  if (changed === 0) return 'Nothing had to change'
  return changed === 1 ? '1 client changed' : `${changed} clients changed`
}
