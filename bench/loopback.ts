import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'

/** One answer of the server, and how long it took to come in full. */
export interface Answer {
  status: number
  body: string
  ms: number
  /** Cookies that were set, as a later request sends them. */
  cookies: string
}

/** Speaks HTTP over at most so many connections that stay open. */
export function openClient(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (method: string, path: string, body?: object | string, headers: Record<string, string> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const text = typeof body === 'string' ? body : body && JSON.stringify(body)
      const start = performance.now()
      const sending = request(
        url + path,
        { agent, method, headers: { ...(text && { 'content-type': 'application/json' }), ...headers } },
        (answer) => {
          let received = ''
          answer.setEncoding('utf8')
          answer.on('data', (piece) => {
            received += piece
          })
          answer.on('end', () => {
            const cookies = (answer.headers['set-cookie'] ?? [])
              .map((cookie) => cookie.split(';')[0])
              .join('; ')
            resolve({ status: answer.statusCode!, body: received, ms: performance.now() - start, cookies })
          })
          answer.on('error', reject)
        },
      )
      sending.on('error', reject)
      sending.end(text)
    })
  return {
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body: object, headers?: Record<string, string>) => send('POST', path, body, headers),
    close: () => agent.destroy(),
  }
}

export type Client = ReturnType<typeof openClient>

/** A connection that posts one text after the other; it costs a fifth of a whole HTTP client. */
export interface Lane {
  /** Sends what was put together by `postOf`; the status of the answer, or rejects when the connection is gone. */
  post(text: string): Promise<number>
  close(): void
}

/** An HTTP request with a body of JSON, as it goes over the wire. */
export function postOf(url: URL, body: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return (
    `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n${body}`
  )
}

/** Opens a connection that stays open. It understands answers with a `content-length`, which is all that is asked for. */
export async function openLane(url: URL): Promise<Lane> {
  const socket = connect(Number(url.port), url.hostname)
  socket.setNoDelay(true).setEncoding('latin1')
  let waiting: PromiseWithResolvers<number> | undefined
  let received = ''
  const fail = () => {
    waiting?.reject(new Error('The connection is gone.'))
    waiting = undefined
  }
  await opened(socket)
  socket.on('error', fail).on('close', fail)
  socket.on('data', (piece) => {
    received += piece
    const end = received.indexOf('\r\n\r\n')
    const length = end < 0 ? Number.NaN : Number(/^content-length: (\d+)/im.exec(received)?.[1])
    if (!(received.length >= end + 4 + length)) return
    const status = Number(received.slice(9, 12))
    received = ''
    const answered = waiting
    waiting = undefined
    answered?.resolve(status)
  })
  return {
    post(text) {
      const answer = Promise.withResolvers<number>()
      waiting = answer
      if (socket.destroyed) fail()
      else socket.write(text)
      return answer.promise
    },
    close: () => void socket.destroy(),
  }
}

function opened(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject)
  })
}

/** Works through the list with so many at once; the results keep the list's order. */
export async function inParallel<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    while (next < list.length) {
      const index = next++
      results[index] = await work(list[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
