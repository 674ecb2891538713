import { createServer, type Server, type Socket } from 'node:net'

/**
 * As much of Redis as the product uses, spoken over its own protocol (RESP 2), for tests on machines without a
 * Redis. The same tests run over a real server where there is one.
 */
export interface RespServer {
  readonly url: string
  /** Breaks every open connection, as a restart would. */
  dropConnections(): void
  close(): Promise<void>
}

export async function startRespServer(): Promise<RespServer> {
  const values = new Map<string, { value: string; until: number }>()
  const subscribers = new Map<string, Set<Socket>>()
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let unread = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk as Buffer])
      for (let read = readCommand(unread); read; read = readCommand(unread)) {
        unread = unread.subarray(read.length)
        answer(socket, read.words)
      }
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      for (const listeners of subscribers.values()) listeners.delete(socket)
    })
  })

  function get(key: string): string | null {
    const found = values.get(key)
    return found && found.until > Date.now() ? found.value : null
  }

  function answer(socket: Socket, [name = '', ...words]: string[]): void {
    switch (name.toUpperCase()) {
      case 'SUBSCRIBE':
        words.forEach((channel, index) => {
          subscribers.set(channel, (subscribers.get(channel) ?? new Set()).add(socket))
          socket.write(list(['subscribe', channel, index + 1]))
        })
        return
      case 'PUBLISH': {
        const listeners = subscribers.get(words[0]!) ?? new Set()
        for (const listener of listeners) listener.write(list(['message', words[0]!, words[1]!]))
        return void socket.write(`:${listeners.size}\r\n`)
      }
      case 'GET':
        return void socket.write(bulk(get(words[0]!)))
      case 'MGET':
        return void socket.write(list(words.map(get)))
      case 'SET': {
        const seconds = words[2]?.toUpperCase() === 'EX' ? Number(words[3]) : Number.POSITIVE_INFINITY
        values.set(words[0]!, { value: words[1]!, until: Date.now() + seconds * 1000 })
        return void socket.write('+OK\r\n')
      }
      case 'INCR': {
        const next = Number(get(words[0]!) ?? 0) + 1
        values.set(words[0]!, { value: String(next), until: Number.POSITIVE_INFINITY })
        return void socket.write(`:${next}\r\n`)
      }
      case 'PING':
        return void socket.write('+PONG\r\n')
      case 'QUIT':
        return void socket.end('+OK\r\n')
      case 'CLIENT':
      case 'SELECT':
        return void socket.write('+OK\r\n')
      default:
        socket.write(`-ERR unknown command '${name}'\r\n`)
    }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    dropConnections,
    async close() {
      dropConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** One command as an array of bulk strings, or null when not all of it has arrived. */
function readCommand(bytes: Buffer): { words: string[]; length: number } | null {
  let at = 0
  const line = () => {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return null
    const text = bytes.toString('utf8', at, end)
    at = end + 2
    return text
  }
  const head = line()
  if (!head?.startsWith('*')) return null
  const words: string[] = []
  for (let i = 0; i < Number(head.slice(1)); i++) {
    const size = line()
    if (!size) return null
    const length = Number(size.slice(1))
    if (bytes.length < at + length + 2) return null
    words.push(bytes.toString('utf8', at, at + length))
    at += length + 2
  }
  return { words, length: at }
}

function bulk(value: string | number | null): string {
  if (value === null) return '$-1\r\n'
  if (typeof value === 'number') return `:${value}\r\n`
  return `$${Buffer.byteLength(value)}\r\n${value}\r\n`
}

const list = (values: (string | number | null)[]) => `*${values.length}\r\n${values.map(bulk).join('')}`
