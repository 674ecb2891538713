import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Form, useNavigate, useSearchParams } from 'react-router'
import { Button } from '#web/kit/button.tsx'
import { MultiFilter } from '#web/kit/filter-fields.tsx'
import { Icon } from '#web/kit/icon.tsx'
import type { Choices } from './inbox-data.ts'
import { channelWords, priorityWords } from './inbox-words.ts'

const TYPING_MS = 250

interface SearchProps {
  choices: Choices
  isOpen: boolean
  onToggle: () => void
  /** How many filters are set. */
  count: number
  /** Beside the search: views, a new message. */
  end: ReactNode
}

/** Search and filters of the list. The address holds them all; without JavaScript the form is simply sent. */
export function InboxSearch({ choices, isOpen, onToggle, count, end }: SearchProps) {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const q = search.get('q') ?? ''
  useEffect(() => () => clearTimeout(timer.current), [])
  // The back button and "Clear" reach the field, unless somebody is typing in it.
  useEffect(() => {
    if (box.current && box.current !== document.activeElement) box.current.value = q
  }, [q])

  const apply = (delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (!form.current) return
      const next = new URLSearchParams()
      for (const [name, value] of new FormData(form.current)) {
        if (typeof value === 'string' && value !== '') next.append(name, value)
      }
      void navigate({ search: next.toString() }, { replace: delay > 0, preventScrollReset: true })
    }, delay)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    apply(0)
  }
  return (
    <search className="ib-search">
      <Form
        ref={form}
        onSubmit={onSubmit}
        onChange={(event) => apply(event.target === (box.current as EventTarget | null) ? TYPING_MS : 0)}
      >
        {['view', 'sort'].map((name) => (
          <input key={name} type="hidden" name={name} value={search.get(name) ?? ''} />
        ))}
        <div className="row">
          <span className="affix grow">
            <Icon name="search" />
            <input
              ref={box}
              className="input"
              type="search"
              name="q"
              aria-label="Search messages, names and numbers"
              placeholder="Search"
              maxLength={100}
              defaultValue={q}
            />
          </span>
          <Button
            size="sm"
            tone="quiet"
            icon="filter"
            iconOnly
            aria-expanded={isOpen}
            aria-controls="ib-filters"
            className={count > 0 ? 'set' : ''}
            onClick={onToggle}
          >
            {count > 0 ? `Filters, ${count} set` : 'Filters'}
          </Button>
          {end}
        </div>
        <div className="ib-filters" id="ib-filters" hidden={!isOpen}>
          <FilterFields search={search} choices={choices} />
        </div>
      </Form>
    </search>
  )
}

function FilterFields({ search, choices }: { search: URLSearchParams; choices: Choices }) {
  const named = (items: readonly { name: string }[], value: (index: number) => string) =>
    items.map(({ name }, index) => ({ value: value(index), label: name }))
  const { agents, teams, labels } = choices
  const fields = [
    { name: 'channelKind', label: 'Channel', options: fromWords(channelWords) },
    { name: 'assigneeId', label: 'Assignee', options: named(agents, (at) => agents[at]!.memberId) },
    { name: 'teamId', label: 'Team', options: named(teams, (at) => teams[at]!.id) },
    { name: 'priority', label: 'Priority', options: fromWords(priorityWords) },
    { name: 'label', label: 'Label', options: named(labels, (at) => labels[at]!.name) },
    {
      name: 'sla',
      label: 'Time left',
      options: [
        { value: 'overdue', label: 'Overdue' },
        { value: 'due_soon', label: 'Due soon' },
      ],
    },
  ].filter(({ name, options }) => options.length > 0 || search.has(name))
  return fields.map((filter) => (
    <MultiFilter
      key={filter.name}
      filter={{ kind: 'multi', ...filter }}
      chosen={search.getAll(filter.name)}
    />
  ))
}

function fromWords(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
