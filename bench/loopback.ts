import { Agent, request } from 'node:http'

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
    post: (path: string, body: object) => send('POST', path, body),
    /** A body of JSON as it is, for what is signed. */
    postText: (path: string, text: string, headers: Record<string, string>) =>
      send('POST', path, text, headers),
    close: () => agent.destroy(),
  }
}

export type Client = ReturnType<typeof openClient>

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
