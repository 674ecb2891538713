import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useRevalidator } from 'react-router'
import { type LiveChange, LiveConnection, type Presence, type Visitor } from './live-connection.ts'

export type { LiveChange, LiveStatus } from './live-connection.ts'

const LiveContext = createContext<LiveConnection | null>(null)

interface LiveProviderProps {
  visitor?: Visitor
  /** The server closed the connection, or refused it: the session may have ended. */
  onRefused?: () => void
  children: ReactNode
}

/**
 * Keeps one connection for the pages below it; opened after the first paint, and only in the browser. `visitor`
 * is for customers' pages; both are read once, so give the provider a `key` when they may change.
 */
export function LiveProvider({ visitor, onRefused, children }: LiveProviderProps) {
  const [connection] = useState(() => new LiveConnection(visitor, onRefused))
  useEffect(() => {
    connection.open()
    return () => connection.close()
  }, [connection])
  return <LiveContext value={connection}>{children}</LiveContext>
}

const never = () => () => {}
const start = { status: 'reconnecting', asOf: null } as const

/** Whether the screen is live, and when the server was last heard (milliseconds since 1970, null before). */
export function useLiveStatus() {
  const connection = useContext(LiveContext)
  return useSyncExternalStore(
    connection?.watchStatus ?? never,
    () => connection?.status ?? start,
    () => start,
  )
}

/** Hears what happens to the topics. After a reconnect `onChange` gets an empty list: anything may have changed. */
export function useLive(topics: readonly string[], onChange: (changes: LiveChange[]) => void): void {
  const connection = useContext(LiveContext)
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  const key = topics.join(' ')
  useEffect(() => {
    if (!connection || key === '') return
    return connection.listen(key.split(' '), (changes) => latest.current(changes))
  }, [connection, key])
}

/** Loads the page's data again when one of the topics changes; many changes at once cost one load. */
export function useLiveRevalidate(topics: readonly string[]): void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(
    topics,
    useCallback(() => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void revalidate(), 150)
    }, [revalidate]),
  )
}

/** Who else looks at the same place (`appointment:ID`), and tells them that we do. */
export function usePresence(place: string | null): Presence['people'] {
  const connection = useContext(LiveContext)
  const [people, setPeople] = useState<Presence['people']>([])
  useEffect(() => {
    if (!connection || !place) return
    setPeople([])
    return connection.enter(place, setPeople)
  }, [connection, place])
  return useMemo(() => (place ? people : []), [place, people])
}
