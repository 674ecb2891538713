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

export type LiveStatus = 'connected' | 'reconnecting' | 'offline'

type Listener = { topics: readonly string[]; hear: (changes: LiveChange[]) => void }
type Place = { name: string; tell: (people: Presence['people']) => void }

/** One socket per tab. Topics are counted, so two parts of a page may ask for the same one. */
export class LiveConnection {
  status: { status: LiveStatus; asOf: number | null } = { status: 'reconnecting', asOf: null }
  private socket: Socket | undefined
  private isOpen = false
  private wasConnected = false
  private readonly watchers = new Set<() => void>()
  private readonly listeners = new Set<Listener>()
  private readonly places = new Set<Place>()

  /** Loads the client and connects; nothing of it is in a page's first load. */
  open(): void {
    this.isOpen = true
    window.addEventListener('online', this.followNetwork)
    window.addEventListener('offline', this.followNetwork)
    void import('socket.io-client').then(({ io }) => {
      if (!this.isOpen || this.socket) return
      this.socket = io({ path: '/live', transports: ['websocket', 'polling'], tryAllTransports: true })
      this.socket.on('connect', () => this.greet())
      this.socket.on('disconnect', () => this.note('reconnecting'))
      this.socket.on('connect_error', () => this.note('reconnecting'))
      this.socket.on('change', (changes: LiveChange[]) => this.hear(changes))
      this.socket.on('presence', (presence: Presence) => this.tell(presence))
      // The server's heartbeat proves that the figures on the screen are still complete.
      this.socket.io.on('ping', () => this.note('connected'))
    })
  }

  close(): void {
    this.isOpen = false
    window.removeEventListener('online', this.followNetwork)
    window.removeEventListener('offline', this.followNetwork)
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
      this.emit('presence', { place: null })
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
