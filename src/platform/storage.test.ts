import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { S3Config } from './config.ts'
import { createStorage, type FileStorage } from './storage.ts'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-key', region: 'eu-west-2' }
let dataDir: string
let s3: S3Config
let server: Server
/** How many requests the store answers with 503 before it works again. */
let busy = 0

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'frontdesk-files-'))
  server = createServer(answerLikeS3(new Map()))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  s3 = {
    ...keys,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: 'frontdesk',
  }
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await rm(dataDir, { recursive: true })
})

const stores: [string, () => FileStorage][] = [
  ['the folder on disk', () => createStorage({ dataDir })],
  ['a bucket', () => createStorage({ dataDir, s3 })],
]

describe.each(stores)('files in %s', (_name, open) => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  test('come back byte for byte with their media type', async () => {
    const storage = open()
    const all = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256)
    await storage.put('org-1/photos/a_b', all, 'image/png')
    const file = await storage.get('org-1/photos/a_b')
    expect(file?.mediaType).toBe('image/png')
    expect(Buffer.compare(file!.bytes, all)).toBe(0)
  })

  test('are replaced as a whole', async () => {
    const storage = open()
    await storage.put('org-1/note.txt', bytes('a long first version'), 'text/plain')
    await storage.put('org-1/note.txt', bytes('short'), 'text/markdown')
    const file = await storage.get('org-1/note.txt')
    expect(new TextDecoder().decode(file!.bytes)).toBe('short')
    expect(file!.mediaType).toBe('text/markdown')
  })

  test('an empty file is a file', async () => {
    const storage = open()
    await storage.put('org-1/empty', new Uint8Array(), 'text/plain')
    expect((await storage.get('org-1/empty'))?.bytes.length).toBe(0)
  })

  test('a missing file is null, and removing it twice is no fault', async () => {
    const storage = open()
    await storage.put('org-1/gone', bytes('x'), 'text/plain')
    await storage.remove('org-1/gone')
    await storage.remove('org-1/gone')
    expect(await storage.get('org-1/gone')).toBeNull()
    expect(await storage.get('org-1/never/was')).toBeNull()
  })

  test('characters that URLs treat specially survive', async () => {
    const storage = open()
    await storage.put('org-1/x@y+z-1.0.txt', bytes('odd'), 'text/plain')
    expect(await storage.get('org-1/x@y+z-1.0.txt')).not.toBeNull()
  })

  test.each([
    '../secret',
    'org-1/../../etc/passwd',
    '/etc/passwd',
    'org-1//x',
    '',
    '.',
    'a/.hidden',
    'a\\b',
    'a\0b',
  ])('the key %j is refused, so nothing outside is reached', async (key) => {
    const storage = open()
    await expect(storage.put(key, bytes('x'), 'text/plain')).rejects.toThrow('not a storage key')
    await expect(storage.get(key)).rejects.toThrow('not a storage key')
    await expect(storage.remove(key)).rejects.toThrow('not a storage key')
  })
})

test('two writers of one file on disk leave one of the two versions and no drafts', async () => {
  const storage = createStorage({ dataDir })
  const versions = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(50_000))
  await Promise.all(
    versions.map((text) => storage.put('org-2/race', new TextEncoder().encode(text), 'text/plain')),
  )
  const file = await storage.get('org-2/race')
  expect(versions).toContain(new TextDecoder().decode(file!.bytes))
  expect(await readdir(join(dataDir, 'files/drafts'))).toEqual([])
})

test('a disk that refuses to write leaves the old file whole', async () => {
  const root = await mkdtemp(join(tmpdir(), 'frontdesk-full-'))
  await writeFile(join(root, 'files'), 'not a folder')
  const storage = createStorage({ dataDir: root })
  await expect(storage.put('org-1/x', new Uint8Array(1), 'text/plain')).rejects.toThrow()
  await rm(root, { recursive: true })
})

test('a bucket that is busy for a moment is asked again', async () => {
  busy = 2
  const storage = createStorage({ dataDir, s3 })
  await storage.put('org-1/busy', new Uint8Array([1]), 'text/plain')
  expect((await storage.get('org-1/busy'))?.bytes).toEqual(new Uint8Array([1]))
})

test('a wrong key and a missing bucket are named in the error', async () => {
  const wrong = createStorage({ dataDir, s3: { ...s3, secretAccessKey: 'another' } })
  await expect(wrong.put('org-1/x', new Uint8Array([1]), 'text/plain')).rejects.toThrow(
    'SignatureDoesNotMatch',
  )
  const missing = createStorage({ dataDir, s3: { ...s3, bucket: 'nowhere' } })
  await expect(missing.put('org-1/x', new Uint8Array([1]), 'text/plain')).rejects.toThrow(
    'no bucket called nowhere',
  )
})

/** Speaks as much S3 as we use, and checks every signature (AWS Signature Version 4). */
function answerLikeS3(objects: Map<string, { body: Buffer; type: string }>) {
  return async (
    request: import('node:http').IncomingMessage,
    response: import('node:http').ServerResponse,
  ) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)
    if (busy > 0) {
      busy--
      return refuse(503, 'SlowDown')
    }
    if (!(await isSigned(request, body))) return refuse(403, 'SignatureDoesNotMatch')
    const path = request.url!
    if (!path.startsWith('/frontdesk/')) return refuse(404, 'NoSuchBucket')
    if (request.method === 'PUT') {
      objects.set(path, { body, type: request.headers['content-type'] ?? '' })
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(path)
      return response.writeHead(204).end()
    }
    const found = objects.get(path)
    if (!found) return refuse(404, 'NoSuchKey')
    response.writeHead(200, { 'content-type': found.type }).end(found.body)
  }
}

async function isSigned(request: import('node:http').IncomingMessage, body: Buffer): Promise<boolean> {
  const authorization = String(request.headers.authorization)
  const signed = authorization.match(/SignedHeaders=([^,]+)/)?.[1]?.split(';') ?? []
  const headers = Object.fromEntries(
    signed.filter((name) => name !== 'host').map((name) => [name, String(request.headers[name])]),
  )
  const signer = new AwsV4Signer({
    ...keys,
    service: 's3',
    method: request.method!,
    url: `http://${request.headers.host}${request.url}`,
    headers,
    body: new Uint8Array(body),
    datetime: String(request.headers['x-amz-date']),
  })
  return (await signer.sign()).headers.get('authorization') === authorization
}
