import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { Dialog } from '../kit/dialog.tsx'
import { Icon } from '../kit/icon.tsx'
import { useOffice } from '../session.ts'
import { findRecords, type HitGroup, SHORTEST_QUERY } from './find-records.ts'
import { findSources, type Hit, type Place } from './find-sources.ts'
import { createNav, footNav, mainNav, type NavEntry, settingsNav, visibleNav } from './nav.ts'

/** Ctrl K: go somewhere, find a record, begin something new. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const navigate = useNavigate()
  const [isWaiting, setWaiting] = useState(false)
  const { groups, ready, isLooking } = useGroups(query)
  const hits = groups.flatMap((group) => group.hits)
  const chosen = hits[Math.min(at, hits.length - 1)]

  const go = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void navigate(hit.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && hits.length > 0) setAt((at + step + hits.length) % hits.length)
    // What is shown may still answer an older question: who types and presses Enter at once means the new one.
    else if (event.key === 'Enter' && isLooking && at >= ready) setWaiting(true)
    else if (event.key === 'Enter') go(chosen)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    if (!isWaiting || isLooking) return
    setWaiting(false)
    go(chosen)
  })

  return (
    <Dialog title="Find or go to" place="top" bare onClose={onClose}>
      <div className="palette-in">
        <Icon name="search" size={18} />
        <input
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
            setWaiting(false)
          }}
          onKeyDown={onKeyDown}
          placeholder="Find a client, visit, page…"
          role="combobox"
          aria-label="Find or go to"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-list" id={listId} role="listbox" aria-label="Results">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
          <div key={group.label} role="group" aria-label={group.label}>
            <div className="menu-l" aria-hidden="true">
              {group.label}
            </div>
            {group.hits.map((hit) => (
              <HitLine
                key={hit.id}
                hit={hit}
                id={`${listId}-${hit.id}`}
                isChosen={hit === chosen}
                onHover={() => setAt(hits.indexOf(hit))}
                onGo={() => go(hit)}
              />
            ))}
          </div>
        ))}
        {hits.length === 0 && (
          <p className="muted menu-l" role="status">
            {isLooking ? 'Looking…' : `Nothing matches “${query}”.`}
          </p>
        )}
      </div>
      <div className="palette-f">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>Enter</kbd> open
        </span>
        <span className="end">
          <kbd>?</kbd> all shortcuts
        </span>
      </div>
    </Dialog>
  )
}

function HitLine(props: { hit: Hit; id: string; isChosen: boolean; onHover: () => void; onGo: () => void }) {
  const { hit, id, isChosen, onHover, onGo } = props
  useEffect(() => {
    if (isChosen) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [isChosen, id])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above holds the focus and hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are reached by aria-activedescendant
    <div
      id={id}
      className="palette-i"
      role="option"
      aria-selected={isChosen}
      onMouseMove={onHover}
      onClick={onGo}
    >
      <Icon name={hit.icon} />
      <span className="cut">
        {hit.label} {hit.detail && <span className="muted">{hit.detail}</span>}
      </span>
    </div>
  )
}

/** Pages and beginnings come first and are `ready` at once; the records follow when they are found. */
function useGroups(query: string): { groups: HitGroup[]; ready: number; isLooking: boolean } {
  const { session, paths } = useOffice()
  const { permissions, org } = session
  const { found, isLooking } = useFound(query.trim(), permissions, org)
  return useMemo(() => {
    const pick = (entries: readonly NavEntry[]) =>
      visibleNav(entries, paths, permissions)
        .filter((entry) => matches(entry.label, query))
        .map(toHit)
    const settings = settingsNav.filter((entry) => query !== '' && entry.href !== footNav[0]?.href)
    const pages = [
      { label: 'Go to', hits: pick([...mainNav, ...footNav, ...settings]) },
      { label: 'Begin', hits: pick(createNav) },
    ].filter((group) => group.hits.length > 0)
    const ready = pages.reduce((sum, { hits }) => sum + hits.length, 0)
    return { groups: [...pages, ...found], ready, isLooking }
  }, [found, isLooking, paths, permissions, query])
}

function toHit(entry: NavEntry): Hit {
  return { id: entry.href.replaceAll('/', '-'), label: entry.label, icon: entry.icon, to: entry.href }
}

/** Every word typed begins a word of the label. */
function matches(label: string, query: string): boolean {
  const words = label.toLowerCase().split(/\s+/)
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean)
  return typed.every((part) => words.some((word) => word.startsWith(part)))
}

/** The records that match, a moment after the last key; until then those of the question before stay in sight. */
function useFound(query: string, permissions: readonly string[], { zone, locale }: Place) {
  const [answer, setAnswer] = useState<{ query: string; found: HitGroup[] }>({ query: '', found: [] })
  useEffect(() => {
    const abort = new AbortController()
    const ask = async () => {
      const wanted = { query, permissions, place: { zone, locale } }
      const found = await findRecords(findSources, wanted, abort.signal)
      if (!abort.signal.aborted) setAnswer({ query, found })
    }
    const timer = setTimeout(ask, query.length < SHORTEST_QUERY ? 0 : 120)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query, permissions, zone, locale])
  return { found: answer.found, isLooking: answer.query !== query }
}
