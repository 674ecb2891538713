import { Agent, request } from 'node:http'
import { io } from 'socket.io-client'

// A crowd of open dashboards for dashboards-live.bench.ts, in a process of its own: each hears of changes over a socket
// and asks for its sections again, as the page does.

export interface Orders {
  url: string
  cookies: string[]
  /** Paths with their periods, one list for each kind of dashboard; the first of a list tells the messages of today. */
  dashboards: string[][]
  count: number
}

/** What the page listens to, and how long it gathers changes before it asks; then at most once a second. */
const TOPICS = ['figures', 'agents']
const GATHER_MS = 150
const EVERY_MS = 1_000

let expected = Number.POSITIVE_INFINITY
let since = 0n
let late: number[] = []
let asked = 0
let count = 0
/** How many have not yet shown the message of this round. */
let missing = 0

interface Dashboard {
  paths: string[]
  cookie: string
  agent: Agent
  askedAt: number
  isWaiting: boolean
  /** The last round whose message it has shown. */
  shown: number
}

function open(orders: Orders, i: number): Promise<void> {
  const dashboard: Dashboard = {
    paths: orders.dashboards[i % orders.dashboards.length]!,
    cookie: orders.cookies[i % orders.cookies.length]!,
    agent: new Agent({ keepAlive: true, maxSockets: 6 }),
    askedAt: 0,
    isWaiting: false,
    shown: 0,
  }
  const socket = io(orders.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: dashboard.cookie },
    forceNew: true,
  })
  socket.on('change', () => hear(orders.url, dashboard))
  return new Promise((resolve, reject) => {
    socket.once('connect', () => void socket.emitWithAck('subscribe', TOPICS).then(() => resolve(), reject))
    socket.once('connect_error', reject)
  })
}

function hear(url: string, dashboard: Dashboard): void {
  if (dashboard.isWaiting) return
  dashboard.isWaiting = true
  const wait = Math.max(GATHER_MS, dashboard.askedAt + EVERY_MS - Date.now())
  setTimeout(() => {
    dashboard.isWaiting = false
    dashboard.askedAt = Date.now()
    for (const [i, path] of dashboard.paths.entries()) ask(url + path, dashboard, i === 0)
  }, wait)
}

function ask(url: string, dashboard: Dashboard, tellsMessages: boolean): void {
  asked++
  const sending = request(
    url,
    { agent: dashboard.agent, headers: { cookie: dashboard.cookie } },
    (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece) => {
        body += piece
      })
      answer.on('end', () => {
        if (answer.statusCode !== 200) process.send?.({ fault: `${url} answered ${answer.statusCode}` })
        else if (tellsMessages) note(dashboard, body)
      })
    },
  )
  sending.on('error', (error: Error & { code?: string }) => {
    // The server let go of a connection that lay idle: like a browser, on a new one.
    if (sending.reusedSocket && error.code === 'ECONNRESET') ask(url, dashboard, tellsMessages)
    else process.send?.({ fault: error.message })
  })
  sending.end()
}

function note(dashboard: Dashboard, body: string): void {
  const { incoming } = (JSON.parse(body) as { messagesToday: { incoming: number } }).messagesToday
  if (incoming < expected || dashboard.shown === expected) return
  dashboard.shown = expected
  late.push(Number(process.hrtime.bigint() - since) / 1e6)
  missing--
  if (missing === 0) process.send?.({ shown: true })
}

process.on('message', async (message: { open?: Orders; expect?: number; at?: string; report?: true }) => {
  if (message.open) {
    count = message.open.count
    for (let opened = 0; opened < message.open.count; opened += 50) {
      const batch = Math.min(50, message.open.count - opened)
      await Promise.all(Array.from({ length: batch }, (_, i) => open(message.open!, opened + i)))
    }
    process.send?.({ ready: true })
  }
  if (message.expect !== undefined) {
    expected = message.expect
    missing = count
    since = BigInt(message.at!)
  }
  if (message.report) {
    process.send?.({ late, asked })
    late = []
    asked = 0
  }
})
