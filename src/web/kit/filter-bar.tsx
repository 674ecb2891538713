import { type ReactNode, useEffect, useRef } from 'react'
import { Form, Link, useSearchParams, useSubmit } from 'react-router'
import { Button } from './button.tsx'
import type { Option } from './field.tsx'
import { DatesFilter, MultiFilter } from './filter-fields.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from './menu.tsx'
import { PeriodFilter } from './period-filter.tsx'
import { useShortcuts } from './shortcuts.ts'

export type Filter =
  | { kind: 'search'; name: string; label: string }
  | { kind: 'select'; name: string; label: string; options: readonly Option[]; any: string }
  | { kind: 'multi'; name: string; label: string; options: readonly Option[] }
  /** Two days, `from` and `to`, both inclusive. */
  | { kind: 'dates'; from: string; to: string; label: string }
  /** A period that looks back: `period` by name, or `from` and `to`; see `day-periods.ts`. */
  | { kind: 'period'; label: string }
  /** On or not: `name=true` or nothing. */
  | { kind: 'switch'; name: string; label: string }

export interface SavedView {
  name: string
  /** The query string it stands for, without `?`. */
  search: string
}

interface FilterBarProps {
  filters: readonly Filter[]
  views?: readonly SavedView[]
  /** Offers "Save this view"; gets the present query string. */
  onSaveView?: (search: string) => void
  /** At the right end: an export button, a view switch. */
  end?: ReactNode
  /** Names in the address that are kept when a filter changes; `sort` and `view` always are. */
  keep?: readonly string[]
}

/**
 * The filters of a list or dashboard. The whole state is the address: it can be sent to a colleague, and the
 * form works without JavaScript. Changing a filter starts at the first page again.
 */
export function FilterBar({ filters, views, onSaveView, end, keep = [] }: FilterBarProps) {
  const [search] = useSearchParams()
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useShortcuts({ '/': () => form.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus() })

  const apply = (delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (form.current) void submit(cleanData(form.current), { replace: delay > 0, preventScrollReset: true })
    }, delay)
  }
  const kept = ['sort', 'view', ...keep].filter((name) => search.has(name))
  const isFiltered = filters.some((filter) => namesOf(filter).some((name) => search.has(name)))

  return (
    <search className="filters">
      <Form
        ref={form}
        onChange={(event) => apply((event.target as unknown as HTMLInputElement).type === 'search' ? 250 : 0)}
        onSubmit={(event) => {
          event.preventDefault()
          apply(0)
        }}
      >
        {kept.map((name) => (
          <input key={name} type="hidden" name={name} value={search.get(name) ?? ''} />
        ))}
        {filters.map((filter) => (
          <FilterField key={namesOf(filter).join()} filter={filter} search={search} apply={() => apply(0)} />
        ))}
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
        {isFiltered && (
          <Link className="btn quiet" to={{ search: keptOnly(search, kept) }} preventScrollReset>
            Clear
          </Link>
        )}
      </Form>
      {(views || onSaveView || end) && (
        <div className="row end">
          {(views || onSaveView) && <Views views={views ?? []} onSave={onSaveView} search={search} />}
          {end}
        </div>
      )}
    </search>
  )
}

function FilterField(props: { filter: Filter; search: URLSearchParams; apply: () => void }) {
  const { filter, search, apply } = props
  if (filter.kind === 'multi') return <MultiFilter filter={filter} chosen={search.getAll(filter.name)} />
  if (filter.kind === 'dates') {
    const [from, to] = [search.get(filter.from) ?? '', search.get(filter.to) ?? '']
    return <DatesFilter filter={filter} from={from} to={to} apply={apply} />
  }
  if (filter.kind === 'period') return <PeriodFilter label={filter.label} search={search} apply={apply} />
  const value = search.get(filter.name) ?? ''
  if (filter.kind === 'switch') return <SwitchFilter filter={filter} isOn={value === 'true'} />
  if (filter.kind === 'search') return <SearchFilter filter={filter} value={value} />
  return (
    <select
      // A new value from outside (the back button, "Clear") must reach the uncontrolled field.
      key={value}
      className={`input ${value ? 'set' : ''}`}
      name={filter.name}
      aria-label={filter.label}
      defaultValue={value}
    >
      <option value="">{filter.any}</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function SwitchFilter({ filter, isOn }: { filter: Extract<Filter, { kind: 'switch' }>; isOn: boolean }) {
  return (
    <label key={String(isOn)} className={`btn ${isOn ? 'set' : ''}`}>
      <input type="checkbox" className="check" name={filter.name} value="true" defaultChecked={isOn} />
      {filter.label}
    </label>
  )
}

function SearchFilter({ filter, value }: { filter: Extract<Filter, { kind: 'search' }>; value: string }) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const isTypedIn = box.current === document.activeElement
    if (box.current && !isTypedIn) box.current.value = value
  }, [value])
  return (
    <span className="affix">
      <Icon name="search" />
      <input
        ref={box}
        className="input"
        type="search"
        name={filter.name}
        aria-label={filter.label}
        placeholder={filter.label}
        defaultValue={value}
        aria-keyshortcuts="/"
      />
    </span>
  )
}

function Views(props: {
  views: readonly SavedView[]
  onSave?: (search: string) => void
  search: URLSearchParams
}) {
  const { views, onSave, search } = props
  const present = search.toString()
  const open = views.find((view) => view.search === present)
  return (
    <Menu
      label={`Saved views${open ? `: ${open.name}` : ''}`}
      className="btn"
      align="end"
      trigger={
        <>
          <Icon name="eye" />
          {open?.name ?? 'Views'}
          <Icon name="chevron-down" size={14} />
        </>
      }
    >
      {views.length === 0 && <MenuLabel>No saved views yet</MenuLabel>}
      {views.map((view) => (
        <MenuItem key={view.name} to={`?${view.search}`} icon={view === open ? 'check' : undefined}>
          {view.name}
        </MenuItem>
      ))}
      {onSave && (
        <>
          <MenuLine />
          <MenuItem icon="plus" onClick={() => onSave(present)}>
            Save this view
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

function namesOf(filter: Filter): string[] {
  if (filter.kind === 'period') return ['period', 'from', 'to']
  return filter.kind === 'dates' ? [filter.from, filter.to] : [filter.name]
}

/** Only what is set: an address without `?q=&status=`. */
function cleanData(form: HTMLFormElement): URLSearchParams {
  const set = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') set.append(name, value)
  }
  return set
}

function keptOnly(search: URLSearchParams, names: readonly string[]): string {
  return new URLSearchParams([...search].filter(([name]) => names.includes(name))).toString()
}
