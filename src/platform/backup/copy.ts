import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

const PART_BYTES = 8 * 1024 * 1024
const SEND_BYTES = 256 * 1024

/** Whole rows in PostgreSQL's own text format, one line each. */
export interface Rows {
  bytes: Buffer
  count: number
}

/** What pg offers to classes that speak the COPY protocol; its types leave this out. */
interface CopyConnection {
  readonly stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

interface CopyQuery {
  submit(connection: CopyConnection): null
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(): void
  handleCopyData(message: { chunk: Buffer }, connection: CopyConnection): void
  handleCopyInResponse(connection: CopyConnection): void
}

const start = (client: pg.ClientBase, query: CopyQuery) =>
  client.query(query as unknown as Parameters<typeof client.query>[0])

/** Runs `COPY … TO STDOUT` and hands out the rows in parts of some megabytes; the server waits while we work. */
export async function* copyOut(client: pg.ClientBase, sql: string): AsyncGenerator<Rows> {
  let part = newPart()
  const full: Rows[] = []
  let isDone = false
  let failure: Error | undefined
  let wake = Promise.withResolvers<void>()
  let stream: Socket | undefined
  start(client, {
    submit(connection) {
      stream = connection.stream
      connection.query(sql)
      return null
    },
    handleCopyData({ chunk }, connection) {
      part.add(chunk)
      if (part.size() < PART_BYTES) return
      full.push(part.take())
      part = newPart()
      // One part is read while another is compressed; more would only fill memory.
      if (full.length > 1) connection.stream.pause()
      wake.resolve()
    },
    handleCommandComplete() {},
    handleCopyInResponse(connection) {
      connection.sendCopyFail('This statement only reads.')
    },
    handleError(error) {
      failure = error
      wake.resolve()
    },
    handleReadyForQuery() {
      isDone = true
      wake.resolve()
    },
  })
  while (true) {
    if (failure) throw failure
    const rows = full.shift()
    if (rows) {
      stream?.resume()
      yield rows
      continue
    }
    if (isDone) break
    wake = Promise.withResolvers<void>()
    await wake.promise
  }
  if (part.size() > 0) yield part.take()
}

/** Collects rows in one buffer: the driver's own chunks are overwritten by what it reads next. */
function newPart() {
  let buffer = Buffer.allocUnsafe(64 * 1024)
  let length = 0
  let count = 0
  return {
    size: () => length,
    take: (): Rows => ({ bytes: buffer.subarray(0, length), count }),
    add(chunk: Buffer) {
      if (length + chunk.length > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + chunk.length))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      chunk.copy(buffer, length)
      length += chunk.length
      count++
    },
  }
}

/** Runs `COPY … FROM STDIN` and feeds it the parts. */
export async function copyIn(
  client: pg.ClientBase,
  sql: string,
  parts: AsyncIterable<Buffer>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let failure: Error | undefined
  start(client, {
    submit(connection) {
      connection.query(sql)
      return null
    },
    handleCopyInResponse(connection) {
      feed(connection, parts, () => failure !== undefined).catch((error: Error) => {
        failure ??= error
        connection.sendCopyFail(error.message)
      })
    },
    handleCopyData() {},
    handleCommandComplete() {},
    handleError(error) {
      failure ??= error
      reject(failure)
    },
    handleReadyForQuery() {
      if (!failure) resolve()
    },
  })
  return promise
}

async function feed(
  connection: CopyConnection,
  parts: AsyncIterable<Buffer>,
  isOver: () => boolean,
): Promise<void> {
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += SEND_BYTES) {
      if (isOver()) return
      connection.sendCopyFromChunk(part.subarray(at, at + SEND_BYTES))
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
    }
  }
  if (!isOver()) connection.endCopyFrom()
}
