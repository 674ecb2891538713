import type { Socket } from 'socket.io-client'

/** Something happened to records of a topic; `name` is the event (`booking.appointment_booked`). */
export interface LiveChange {
  topic: string
  name: string
  ids: string[]
  /** ISO instant at which it was committed. */
  at: string
}

export interface Presence {
  place: string
  people: { name: string; memberId: string }[]
}

/** A customer's connection hears of free times (`slots`) of an organisation, or of one visit (`visit`) by its link. */
export type Visitor = { orgSlug: string } | { token: string }

export type LiveStatus = 'connected' | 'reconnecting' | 'offline'

type Listener = { topics: readonly string[]; hear: (changes: LiveChange[]) => void }
type Place = { name: string; tell: (people: Presence['people']) => void }

const RETRY_MS = 15_000

/** One socket per tab. Topics are counted, so two parts of a page may ask for the same one. */
export class LiveConnection {
  status: { status: LiveStatus; asOf: number | null } = { status: 'reconnecting', asOf: null }
  private socket: Socket | undefined
  private isOpen = false
  private wasConnected = false
  private retry: ReturnType<typeof setTimeout> | undefined
  private readonly watchers = new Set<() => void>()
  private readonly listeners = new Set<Listener>()
  private readonly places = new Set<Place>()
  private readonly visitor: Visitor | undefined
  private readonly onRefused: (() => void) | undefined

  /** `onRefused` is called when the server will not have us: the session may have ended. */
  constructor(visitor?: Visitor, onRefused?: () => void) {
    this.visitor = visitor
    this.onRefused = onRefused
  }

  /** Loads the client and connects; nothing of it is in a page's first load. */
  open(): void {
    this.isOpen = true
    window.addEventListener('online', this.followNetwork)
    window.addEventListener('offline', this.followNetwork)
    void import('socket.io-client').then(({ io }) => {
      if (!this.isOpen || this.socket) return
      const options = { path: '/live', transports: ['websocket', 'polling'], tryAllTransports: true }
      this.socket = this.visitor ? io('/public', { ...options, auth: this.visitor }) : io(options)
      this.socket.on('connect', () => this.greet())
      this.socket.on('disconnect', (reason) => {
        this.note('reconnecting')
        if (reason === 'io server disconnect') this.refused()
      })
      this.socket.on('connect_error', () => {
        this.note('reconnecting')
        // Broken lines are tried again by the client itself; a refusal is not.
        if (!this.socket?.active) this.refused()
      })
      this.socket.on('change', (changes: LiveChange[]) => this.hear(changes))
      this.socket.on('presence', (presence: Presence) => this.tell(presence))
      this.socket.on('as_of', () => this.note('connected'))
      // The server's heartbeat proves that the figures on the screen are still complete.
      this.socket.io.on('ping', () => this.note('connected'))
    })
  }

  close(): void {
    this.isOpen = false
    window.removeEventListener('online', this.followNetwork)
    window.removeEventListener('offline', this.followNetwork)
    clearTimeout(this.retry)
    this.socket?.disconnect()
    this.socket = undefined
    this.wasConnected = false
  }

  watchStatus = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  listen(topics: readonly string[], hear: Listener['hear']): () => void {
    const fresh = topics.filter((topic) => !this.isHeard(topic))
    const listener = { topics, hear }
    this.listeners.add(listener)
    if (fresh.length > 0) this.emit('subscribe', fresh)
    return () => {
      this.listeners.delete(listener)
      const left = topics.filter((topic) => !this.isHeard(topic))
      if (left.length > 0) this.emit('unsubscribe', left)
    }
  }

  enter(name: string, tell: Place['tell']): () => void {
    const place = { name, tell }
    this.places.add(place)
    this.emit('presence', { place: name })
    return () => {
      this.places.delete(place)
      this.emit('presence', { leave: name })
    }
  }

  private greet(): void {
    const topics = [...new Set([...this.listeners].flatMap((listener) => listener.topics))]
    if (topics.length > 0) this.emit('subscribe', topics)
    for (const place of this.places) this.emit('presence', { place: place.name })
    this.note('connected')
    // Whatever happened while we were away is not repeated by the server: everybody looks again, once.
    if (this.wasConnected) for (const listener of this.listeners) listener.hear([])
    this.wasConnected = true
  }

  /** The session has ended or moved: the page asks again (and may leave for the sign-in), then we knock once more. */
  private refused(): void {
    this.onRefused?.()
    for (const listener of this.listeners) listener.hear([])
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.socket?.connect(), RETRY_MS)
  }

  private hear(changes: LiveChange[]): void {
    this.note('connected')
    for (const { topics, hear } of this.listeners) {
      const mine = changes.filter((change) => topics.includes(change.topic))
      if (mine.length > 0) hear(mine)
    }
  }

  private tell({ place, people }: Presence): void {
    for (const entry of this.places) if (entry.name === place) entry.tell(people)
  }

  private isHeard(topic: string): boolean {
    for (const listener of this.listeners) if (listener.topics.includes(topic)) return true
    return false
  }

  private emit(name: string, payload: unknown): void {
    // The server acknowledges subscriptions with the topics it allows; nothing hangs on the answer.
    if (this.socket?.connected) this.socket.emit(name, payload, () => {})
  }

  private note(status: LiveStatus): void {
    const seen = navigator.onLine ? status : 'offline'
    this.status = { status: seen, asOf: seen === 'connected' ? Date.now() : this.status.asOf }
    for (const watcher of this.watchers) watcher()
  }

  private readonly followNetwork = (): void => {
    this.note(this.socket?.connected ? 'connected' : 'reconnecting')
  }
}
